"""Computations that a question may name: what SPARQL cannot say, or not well; one module each, loaded when asked.

In come the rows of the question's query; out go the rows of its answer, with the variables of its columns. A module
holds one pure function, `compute`, whose answer does not depend on the order of the rows that it is given.
"""

from collections.abc import Callable, Iterable
from importlib import import_module
from importlib.resources import files

from queries.rows import Row

Computation = Callable[[Iterable[Row]], Iterable[Row]]


def exists(name: str) -> bool:
    """Tell whether a computation has this name, without loading it.

    >>> exists("articulation_points"), exists("__init__"), exists("../ask")
    (True, False, False)
    """
    named = name.isidentifier() and not name.startswith("_")
    return named and (files("queries") / "computations" / f"{name}.py").is_file()


def load(name: str) -> Computation:
    """Return a computation; what it is made with may take half a second to load, which other questions do not pay."""
    computation: Computation = import_module(f"{__name__}.{name}").compute
    return computation
