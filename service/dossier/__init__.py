"""A dossier for a steering committee: a few pages on a contract, an actor, a quartier or an element of a framework.

In come a store and a subject; `compose` asks the questions that `outline` lists and returns a Dossier of paragraphs,
tables, findings and one picture (`parts`); `docx` and `html` write it, and decide nothing of what it says.
"""
