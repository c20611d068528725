"""The contract as a workbook that people correct: out goes a published graph as sheets, back come the edits.

`fields` and `sheets` say what the shapes make of sheets and columns, `content` takes the cells out of a graph, `write`
makes the file; `read` takes a filled workbook apart, `compare` says what was edited, `revise` makes of it what is
withdrawn and what is added.
"""
