"""Compare a new version of a document with the one before: what changed, and what curation lost its ground.

In come two graphs of one source, and the curation; out go sentences in French. Nothing is altered here.
"""
