"""Pictures of answers: networks drawn from the published graphs, and their exports for Gephi and spreadsheets.

In come a store and the contracts to look at; out go a networkx graph, a self-contained HTML page, GraphML, GEXF, JSON.
Each view is a file of `views/`; `network` builds, `layout` places, `picture` draws, `exports` writes.
"""
