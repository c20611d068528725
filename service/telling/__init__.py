"""What a page tells of a thing, in sentences: one module for each kind of thing.

What the graph says of a thing comes in, gathered once; sections of sentences go out, each with where it is written.
"""
