"""Refuse, before any parser sees it, a query that would write, call another server or cost too much.

The engine reads without a lexer: where SPARQL's longest match finds the name `a:SERVICE`, it may find the keyword after
`a:`. So whatever can be read as a SERVICE clause is refused, even where the standard reads something else.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice, takewhile

from queries.tokens import Kind, Token, place, tokens, unescape

MAX_BYTES = 64 * 1024
MAX_DEPTH = 64
BUDGETS = {"motifs": 100, "opérateurs": 400, "termes": 600, "valeurs": 2000}
MAX_TOKENS = sum(BUDGETS.values()) + 1
"""A text of more tokens has spent one of its budgets."""

UPDATES = frozenset(
    {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH", "USING", "INTO"}
)
CLOSING = {")": "(", "]": "[", "}": "{"}
BETWEEN_PATTERNS = frozenset(".;,/|^[{")
NODES = frozenset({Kind.IRI, Kind.NAME, Kind.VARIABLE})
MAY_HIDE = frozenset({Kind.WORD, Kind.NAME, Kind.BLANK, Kind.TAG})
# Read as `<` and an expression, such an IRI opens a string or a comment; after `scheme://` no expression is possible.
AMBIGUOUS = re.compile(r"<(?![A-Za-z][A-Za-z0-9+.\-]*://)[^>]*['#]")


class Refused(Exception):
    """Say in French why a query is not run and what to do, with the HTTP status that fits."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


def check(text: str) -> None:
    """Raise Refused unless the text is short, simple, read-only and calls no other server."""
    _refuse_unsound(text)
    for reading in sorted({text, unescape(text)}):  # the engine's and the standard's
        _refuse_forbidden(list(islice(tokens(reading), MAX_TOKENS)))
    meter = _Meter()
    for token in tokens(text):
        _refuse_illegible(text, token)
        meter.count(text, token)


def names_dataset(text: str) -> bool:
    """Tell whether a query says FROM itself."""
    return any(token.kind is Kind.WORD and token.text.upper().startswith("FROM") for token in tokens(text))


@dataclass(slots=True)
class _Meter:
    """Count what makes a query slow to plan, and how deep its brackets are nested."""

    counts: Counter[str] = field(default_factory=Counter)
    opened: list[str] = field(default_factory=list)
    data: int | None = None
    """How many brackets were open where VALUES began."""

    def count(self, text: str, token: Token) -> None:
        if self.data is None and token.kind is Kind.WORD and token.text.upper() == "VALUES":
            self.data = len(self.opened)
        budget = self._budget(token)
        self.counts[budget] += 1
        if self.counts[budget] > BUDGETS[budget]:
            raise Refused(
                400, f"La requête compte plus de {BUDGETS[budget]} {budget} : coupez-la en plusieurs requêtes."
            )
        if token.text in CLOSING:
            self._close(text, token)
        elif token.text in CLOSING.values():
            self.opened.append(token.text)
        if len(self.opened) > MAX_DEPTH:
            raise Refused(400, f"La requête emboîte plus de {MAX_DEPTH} parenthèses ou accolades : simplifiez-la.")

    def _close(self, text: str, token: Token) -> None:
        if not self.opened or self.opened.pop() != CLOSING[token.text]:
            raise Refused(400, f"Une fermeture ne répond à aucune ouverture, {place(text, token)} : corrigez-la.")
        if token.text == "}" and self.data == len(self.opened):
            self.data = None

    def _budget(self, token: Token) -> str:
        if self.data is not None:
            return "valeurs"
        if token.kind is not Kind.SIGN:
            return "termes"
        inside = bool(self.opened) and self.opened[-1] == "(" and token.text in ";,"  # between arguments
        return "motifs" if token.text in BETWEEN_PATTERNS and not inside else "opérateurs"


def _refuse_unsound(text: str) -> None:
    if len(text) > MAX_BYTES or len(text.encode(errors="surrogatepass")) > MAX_BYTES:
        raise Refused(413, "La requête dépasse 64 Kio : raccourcissez-la ou coupez-la en plusieurs requêtes.")
    if re.search("[\0\ud800-\udfff]", text):
        raise Refused(400, "La requête contient un caractère nul ou une moitié de caractère : retirez-le.")
    try:
        unescape(text)
    except ValueError:
        raise Refused(400, "Une séquence \\u de la requête ne désigne aucun caractère : corrigez-la.") from None


def _refuse_illegible(text: str, token: Token) -> None:
    if token.kind is Kind.STRAY:
        raise Refused(400, f"Un caractère ou une chaîne est illisible, {place(text, token)} : corrigez la requête.")
    if token.kind is Kind.IRI and AMBIGUOUS.match(token.text):
        where = place(text, token)
        raise Refused(400, f"Un « < » peut ouvrir une IRI ou comparer, {where} : écrivez l'IRI entière, ou une espace.")


def _refuse_forbidden(read: Sequence[Token]) -> None:
    for number, token in enumerate(read):
        word = token.text.upper() if token.kind in MAY_HIDE else ""
        if "SERVICE" in word and (token.kind is Kind.WORD or _opens_group(read[number + 1 : number + 4])):
            raise Refused(
                403, "SERVICE est refusé : aucun autre serveur n'est appelé d'ici. Interrogez l'autre à part."
            )
        if token.kind is Kind.WORD and word in UPDATES:
            raise Refused(403, f"{word} est refusé : lecture seule. Écrivez SELECT, ASK, CONSTRUCT ou DESCRIBE.")


def _opens_group(following: Sequence[Token]) -> bool:
    """Tell whether what follows would complete a SERVICE clause: perhaps SILENT, perhaps a node, then a brace."""
    nodes = list(takewhile(lambda token: token.kind in NODES or token.text.upper() == "SILENT", following))
    return [token.text for token in following[len(nodes) : len(nodes) + 1]] == ["{"]
