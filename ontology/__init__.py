"""The floor of the vocabulary: the words in which a contract is said, and the judging of a graph by them.

Comes in: the Turtle and the queries of this folder; a graph, with a copy of every reference thing that it mentions.
Goes out: the names of the terms (`MLG`), the triples that the rules add, a report in French and in English.
"""

from ontology.judge import judge
from ontology.names import MLG
from ontology.report import Report, Result, Severity
from ontology.rules import complete

__all__ = ["MLG", "Report", "Result", "Severity", "complete", "judge"]
