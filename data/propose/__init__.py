"""Propose which priorité an action seems to answer, by the words that they share.

Comes in: the published graph of a contract. Goes out: the graph of its propositions, which a person accepts or refuses.
`words` makes terms of a text, `likeness` weighs and compares them, `branches` says what an action may be compared with.
"""

from data.propose.propose import propose

__all__ = ["propose"]
