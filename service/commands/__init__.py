"""The commands of `maillage`, one module for each thing people do: read, ask, draw and export."""
