"""Find things by what people call them: an index made for it, what is asked of it, and why each thing was found.

In: the named things of a store, their other names, and the words that matter about them. Out: results kind by kind,
with the words that match, the reason, and what else to try.
"""

from service.search.nearest import nearest

__all__ = ["nearest"]
