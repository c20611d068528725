"""Cut a SPARQL text into the terminals of its grammar (https://www.w3.org/TR/sparql11-query/#sparqlGrammar).

Each terminal has the name and the number of its production. Quantifiers are possessive and the prefix of a name is
bounded, so that no text costs more than linear time.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a token is."""

    IRI = "iri"
    TEXT = "text"
    NAME = "name"
    BLANK = "blank"
    VARIABLE = "variable"
    TAG = "tag"
    NUMBER = "number"
    WORD = "word"
    SIGN = "sign"
    STRAY = "stray"


@dataclass(frozen=True, slots=True)
class Token:
    """Hold one terminal: its kind, its text and where it starts."""

    kind: Kind
    text: str
    start: int


HEX = "[0-9A-Fa-f]"
UCHAR = rf"\\u{HEX}{{4}}|\\U{HEX}{{8}}"  # https://www.w3.org/TR/sparql11-query/#codepointEscape
ECHAR = r"\\[tbnrf\\\"']"  # [160]
PN_CHARS_BASE = (  # [164]
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
PN_CHARS_U = PN_CHARS_BASE + "_"  # [165]
VAR_CHARS = PN_CHARS_U + "0-9\u00b7\u0300-\u036f\u203f-\u2040"  # of [166]
PN_CHARS = VAR_CHARS + r"\-"  # [167]
PLX = rf"%{HEX}{{2}}|\\[_~.\-!$&'()*+,;=/?#@%]"  # [170]
PN_PREFIX = rf"[{PN_CHARS_BASE}][{PN_CHARS}.]{{0,255}}+(?<!\.)"  # [168], bounded
PN_LOCAL = rf"(?:[{PN_CHARS_U}:0-9]|{PLX})(?:[{PN_CHARS}:]|{PLX}|\.+(?=[{PN_CHARS}:%\\]))*+"  # [169]
EXPONENT = "[eE][+-]?[0-9]+"  # [155]

TERMINALS = {
    Kind.IRI: rf"<(?:[^<>\"{{}}|^`\\\x00-\x20]|{UCHAR})*+>",  # [139] IRIREF
    Kind.TEXT: "|".join(
        (
            rf"'''(?:'{{0,2}}(?:[^'\\]|{ECHAR}|{UCHAR}))*+'''",  # [158] STRING_LITERAL_LONG1
            rf'"""(?:"{{0,2}}(?:[^"\\]|{ECHAR}|{UCHAR}))*+"""',  # [159] STRING_LITERAL_LONG2
            rf"'(?:[^'\\\r\n]|{ECHAR}|{UCHAR})*+'",  # [156] STRING_LITERAL1
            rf'"(?:[^"\\\r\n]|{ECHAR}|{UCHAR})*+"',  # [157] STRING_LITERAL2
        )
    ),
    Kind.NAME: rf"(?:{PN_PREFIX})?:(?:{PN_LOCAL})?",  # [140] PNAME_NS, [141] PNAME_LN
    Kind.BLANK: rf"_:[{PN_CHARS_U}0-9](?:[{PN_CHARS}]|\.+(?=[{PN_CHARS}]))*+",  # [142] BLANK_NODE_LABEL
    Kind.VARIABLE: rf"[?$][{PN_CHARS_U}0-9][{VAR_CHARS}]*+",  # [143] VAR1, [144] VAR2
    Kind.TAG: r"@[a-zA-Z]+(?:-[a-zA-Z0-9]+)*+",  # [145] LANGTAG
    Kind.NUMBER: "|".join(
        (
            rf"(?:[0-9]+\.[0-9]*+|\.?[0-9]++){EXPONENT}",  # [148] DOUBLE
            r"[0-9]*\.[0-9]+",  # [147] DECIMAL
            r"[0-9]+",  # [146] INTEGER
        )
    ),
    Kind.WORD: r"[A-Za-z][A-Za-z0-9_]*+",  # the keywords and built-in functions of the productions
    Kind.SIGN: r"\^\^|\|\||&&|[<>!]=|[{}()\[\].;,+\-*/<>=!^|~?]",
    Kind.STRAY: r"[^ \t\r\n#]",  # what no production accepts
}
BLANKS = r"(?:[ \t\r\n]|\#[^\r\n]*+)*+"  # [162] WS, and comments
TOKEN = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in TERMINALS.items()))
SKIP = re.compile(BLANKS)
ESCAPE = re.compile(rf"\\u({HEX}{{4}})|\\U({HEX}{{8}})")


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a text, comments and white space left out.

    >>> [token.text for token in tokens("ASK { ?s a mlg:Service } # SERVICE")]
    ['ASK', '{', '?s', 'a', 'mlg:Service', '}']
    """
    position = SKIP.match(text).end()  # type: ignore[union-attr]  # an empty match is a match
    while found := TOKEN.match(text, position):
        yield Token(Kind(str(found.lastgroup)), found.group(), position)
        position = SKIP.match(text, found.end()).end()  # type: ignore[union-attr]


def place(text: str, token: Token) -> str:
    """Say in French where a token stands."""
    before = text[: token.start]
    return f"ligne {before.count(chr(10)) + 1}, colonne {token.start - before.rfind(chr(10))}"


def unescape(text: str) -> str:
    r"""Replace the codepoint escapes, as section 19.2 of the standard asks before anything else.

    Raises ValueError for an escape that denotes no character.

    >>> unescape(r"\u0053ERVICE")
    'SERVICE'
    """
    return ESCAPE.sub(lambda found: _character(int(found[1] or found[2], 16)), text)


def _character(code: int) -> str:
    if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:  # half a character, or none
        raise ValueError(code)
    return chr(code)
