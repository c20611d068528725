"""The documents that were read, where they are at hand: their lines, what each gave, and the very words behind a fact.

In: the folders of documents, the places that the graph keeps. Out: lines with what was taken from them, words to quote.
"""
