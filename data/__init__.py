"""The floor of documents and datasets: reading, describing, publishing, storing; the contracts and the reference lists.

In come documents as people write them, and Turtle; out go records with their place, graphs, and the store.
`formats` makes blocks of a file, `reading` finds what they say, `describe` writes it as triples, `publish`
makes the graph that questions ask of it, `propose` that of what is guessed, apart.
"""
