"""Charts of answers: flows, rings, matrices and timelines, each beside the table of its figures.

In come a store, a chart of `views/` and the contracts to look at; out goes a `Figure`: the rows of the table, and what
is drawn of them. `chart` reads the files, `figure` asks, each form has its module, `page` and `exports` write.
"""
