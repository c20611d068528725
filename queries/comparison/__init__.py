"""Compare contracts, one kind of object a module: themes, measures, schemes, partners, coverage.

In come the facts of each contract, which the query of `comparaison` gives; out go lines: an object, and what is known
of it in each contract. `lines` makes rows of them.
"""
