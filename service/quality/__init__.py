"""What is wrong, doubtful or missing in what is loaded: comes in a world, goes out remarks, each with its source.

Violations, warnings and advice are the judgement of the published graphs; doubts about names, what the document says
badly and the propositions that wait are read from the store. A page shows them, a table carries them away.
"""
