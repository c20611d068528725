"""The floor of the questions: one `.rq` file each, and what asks them.

Comes in: a store opened by `data`, the name of a question, values for its parameters as people write them.
Goes out: answers (rows, and the recipe that gives them again) as JSON, CSV or a spreadsheet; results of free SPARQL.
"""
