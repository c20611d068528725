"""Ways to ask what no page tells: the catalogue as forms, the visual builder, the editor of SPARQL.

In: what is asked, and what is served. Out: pages that ask it, and answers with names in them.
"""
