"""Write a question with what was asked of it as one text, that any engine answers alike: values in place, graphs named.

`ask` binds values and restricts the dataset outside of the text. Here the same terms, resolved by the same code, take
the places of the variables, token by token, and the graphs stand in FROM clauses: no text of a stranger is ever pasted.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pyoxigraph as ox

from queries.parameters import bind, given
from queries.question import CONTRACT, TODAY, Parameter, Question
from queries.scope import Scope, choose
from queries.tokens import Kind, Token, tokens

_ENDS_OF_LIST = frozenset({"WHERE", "HAVING", "LIMIT", "OFFSET", "VALUES", "{", "}"})
_BRACKETS = {"(": 1, ")": -1}


@dataclass(frozen=True, slots=True)
class Opened:
    """A question as a text that stands alone, what was asked of it, and the parameters that it still lacks."""

    question: Question
    text: str
    asked: tuple[tuple[str, str], ...]
    lacking: tuple[Parameter, ...]


def standalone(
    store: ox.Store, question: Question, arguments: Mapping[str, Sequence[str]], *, today: dt.date
) -> Opened:
    """Return the text of a question for what is asked of it; raise a QuestionError for what is wrong with that.

    A parameter that the question needs and was not given stays a variable: the text then tells of all its values.
    """
    free = replace(question, parameters=tuple(replace(each, required=False) for each in question.parameters))
    kept = given(free, arguments)
    kept |= {
        each.name: (_default(each, today),) for each in question.parameters if each.default and each.name not in kept
    }
    scope = choose(store, kept.get(CONTRACT.name, ()))
    terms = {variable.value: str(term) for variable, term in bind(store, scope, free, kept, today=today).items()}
    optional = {each.variable for each in question.parameters if not each.required} - set(terms)
    body = "\n".join(line for line in question.text.splitlines() if not line.startswith("#+"))
    text = "".join(_written(body, terms, optional, _dataset(scope)))
    lacking = tuple(each for each in question.parameters if each.required and each.name not in kept)
    return Opened(question, text, tuple((name, value) for name, values in kept.items() for value in values), lacking)


def _default(parameter: Parameter, today: dt.date) -> str:
    return today.isoformat() if parameter.default == TODAY else parameter.default


def _dataset(scope: Scope) -> str:
    """Return the FROM clauses that stand for a choice of contracts."""
    graphs = [*(f"FROM {graph}" for graph in scope.graphs), *(f"FROM NAMED {graph}" for graph in scope.named)]
    return "".join(f"{graph}\n" for graph in graphs)


def _written(text: str, terms: Mapping[str, str], unused: set[str], dataset: str) -> Iterator[str]:
    """Yield a query in pieces, its parameters replaced, its dataset named before its first WHERE.

    Where variables are listed (a projection, GROUP BY, ORDER BY), a term may not stand: the variable is left out. Of
    those that nothing was given for, only the outer projection speaks: there they would make an empty column.
    """
    done, lists = 0, _Lists()
    for token in tokens(text):
        lists.read(token)
        if dataset and token.kind is Kind.WORD and token.text.upper() == "WHERE":
            yield f"{text[done : token.start].rstrip()}\n{dataset}"
            done, dataset = token.start, ""
        name = token.text[1:] if token.kind is Kind.VARIABLE else ""
        if name in terms and not lists.listing:
            yield text[done : token.start] + terms[name]
            done = token.start + len(token.text)
        elif name in terms or (name in unused and lists.outer):
            yield text[done : token.start].rstrip(" ")
            done = token.start + len(token.text)
    yield text[done:]


@dataclass(slots=True)
class _Lists:
    """Follow whether the text stands where variables are listed by themselves, and in which of the lists."""

    inside: bool = False
    selects: int = 0
    clause: str = ""
    depth: int = 0

    @property
    def listing(self) -> bool:
        """Tell whether a variable that stands here is one of a list."""
        return self.inside and self.depth == 0

    @property
    def outer(self) -> bool:
        """Tell whether that list is what the whole query returns."""
        return self.listing and self.clause == "SELECT" and self.selects == 1

    def read(self, token: Token) -> None:
        """Take the next token."""
        word = token.text.upper() if token.kind in {Kind.WORD, Kind.SIGN} else ""
        if word in {"SELECT", "BY"}:
            self.inside, self.clause, self.depth = True, word, 0
            self.selects += word == "SELECT"
        elif word in _BRACKETS:
            self.depth += _BRACKETS[word]
        elif self.depth == 0 and word in _ENDS_OF_LIST:
            self.inside = False
