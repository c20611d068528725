"""The ground floor: who may ask what, over which wire.

Comes in: a store opened by `data`, the questions of `queries`, the pictures of `viz`.
Goes out: web pages, Turtle, JSON and answers of the SPARQL protocol; the command line stands here too.
"""
