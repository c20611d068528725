"""Turn what was recognised in a document into triples: records and known names in, the graph of a source out."""

from data.describe.source import Description, describe

__all__ = ["Description", "describe"]
