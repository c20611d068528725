"""What `maillage bench` measures: each thing beside a peer that does the like, for ratios hold on any machine.

In: the bundled contracts, and invented ones of any size. Out: measures, as ratios.
"""
