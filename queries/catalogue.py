"""Read the catalogue: each question is one `.rq` file, whose header says what people and programs must know.

The header is made of grlc's decorators (https://github.com/CLARIAH/grlc#decorator-syntax): comments that begin with
`#+` and hold YAML. What grlc does not know stands under the one key `maillage`. Parameters are variables named as grlc
names them: `?_action_iri` is the required parameter `action`, `?__action_iri` the optional one.

`facettes` lists the columns by whose values rows can be kept: `filtre.COLUMN=value` in an address, which no parameter
can be taken for, since none has a dot in its name. A column told `plusieurs: true` holds several values, with « ; »
between them.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any, get_args

import yaml

from data import naming
from queries import computations
from queries.question import ANYTHING, CONCEPT, DATE, INTEGER, TEXT, Calendar, Column, ColumnKind, Parameter, Question

__all__ = ["CatalogueError", "Column", "Parameter", "Question", "catalogue", "read"]

ONTOLOGY = f"{naming.BASE}ontology#"
# BASIL's convention, that grlc follows: one underscore for what is required, two for what is optional, then the name
# and the type (https://github.com/the-open-university/basil/wiki, « SPARQL variable name convention »).
PARAMETER_VARIABLE = re.compile(
    r"\?(?P<variable>(?P<mark>_{1,2})(?P<name>[a-zA-Z]+)(?:_(?P<type>iri|date|integer|fr))?)\b"
)
_KINDS = {"date": DATE, "integer": INTEGER, "fr": TEXT, None: TEXT}
_DECORATORS = {"summary", "description", "method", "tags", "maillage"}
_ADDITIONS = {"parametres", "colonnes", "exemple", "suppose", "calcul", "calendrier", "facettes"}
_RESERVED = frozenset({"format", "revision", "page", "tri"})
"""What an address says beside the parameters of a question."""


class CatalogueError(ValueError):
    """A file of the catalogue does not say what it must."""

    def __init__(self, name: str, fault: str) -> None:
        super().__init__(f"{name}.rq: {fault}")
        self.name = name
        self.fault = fault


@cache
def catalogue() -> Mapping[str, Question]:
    """Return the questions that ship with the program, ordered by name."""
    folder = files("queries") / "catalogue"
    return MappingProxyType({question.name: question for question in _read_all(folder.iterdir())})


def _read_all(entries: Iterable[Traversable]) -> list[Question]:
    found = {entry.name.removesuffix(".rq"): entry for entry in entries if entry.name.endswith(".rq")}
    return [read(name, found[name].read_text(encoding="utf-8")) for name in sorted(found)]


def read(name: str, text: str) -> Question:
    """Return the question that a file tells; raise CatalogueError where its header is wrong."""
    header = _header(name, text)
    additions = header["maillage"]
    columns = tuple(_column(name, key, said) for key, said in additions["colonnes"].items())
    supposed = additions.get("suppose", {})
    least, most = supposed.get("contrats", (1, 0))
    return Question(
        name=name,
        title=header["summary"],
        description=" ".join(header["description"].split()),
        tags=tuple(header["tags"]),
        parameters=_parameters(name, text, additions.get("parametres", {})),
        columns=columns,
        example=MappingProxyType({key: str(value) for key, value in additions["exemple"].items()}),
        text=text,
        part=supposed.get("partie", ""),
        otherwise=supposed.get("sinon", ""),
        computation=additions.get("calcul", ""),
        partial=supposed.get("partielle", False),
        calendar=_calendar(name, additions["calendrier"], columns) if "calendrier" in additions else None,
        least=least,
        most=most,
        facets=_facets(name, additions.get("facettes", ()), columns),
    )


def _header(name: str, text: str) -> dict[str, Any]:
    lines = [line.removeprefix("#+") for line in text.splitlines() if line.startswith("#+")]
    try:
        header = yaml.safe_load("\n".join(lines))
    except yaml.YAMLError as error:
        raise CatalogueError(name, f"the header is not YAML: {error}") from error
    if not isinstance(header, dict) or set(header) != _DECORATORS:
        raise CatalogueError(name, f"the header must hold {', '.join(sorted(_DECORATORS))}, and nothing else")
    if unknown := set(header["maillage"]) - _ADDITIONS:
        raise CatalogueError(name, f"unknown under maillage: {', '.join(sorted(unknown))}")
    if (computation := header["maillage"].get("calcul")) and not computations.exists(computation):
        raise CatalogueError(name, f"there is no computation named {computation}")
    return header


def _parameters(name: str, text: str, told: Mapping[str, Mapping[str, Any]]) -> tuple[Parameter, ...]:
    query = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    used = {match["name"]: match for match in PARAMETER_VARIABLE.finditer(query)}
    if set(used) != set(told):
        raise CatalogueError(name, f"the query uses the parameters {sorted(used)}, the header tells {sorted(told)}")
    if taken := _RESERVED & set(told):
        raise CatalogueError(name, f"the address says something else by {', '.join(sorted(taken))}")
    return tuple(_parameter(match=used[key], said=said) for key, said in told.items())


def _parameter(*, match: re.Match[str], said: Mapping[str, Any]) -> Parameter:
    designation = said["designation"]
    bare = re.sub(r"^(?:l'|le |la |les )", "", designation)
    return Parameter(
        name=match["name"],
        label=bare[:1].upper() + bare[1:],
        description=said["description"],
        kind=_class(said) if match["type"] == "iri" else _KINDS[match["type"]],
        required=match["mark"] == "_",
        variable=match["variable"],
        designation=designation,
        scheme=f"{naming.ID}{naming.REFERENCE}/{said['liste']}" if "liste" in said else "",
        source=f"{ONTOLOGY}{said['propriete']}" if "propriete" in said else "",
        choices=tuple(said.get("choix", ())),
        default=said.get("defaut", ""),
    )


def _class(said: Mapping[str, Any]) -> str:
    if "liste" in said:
        return CONCEPT
    return f"{ONTOLOGY}{said['classe']}" if "classe" in said else ANYTHING


def _column(question: str, name: str, said: Mapping[str, Any]) -> Column:
    if said["sorte"] not in get_args(ColumnKind):
        raise CatalogueError(question, f"the column {name} is of an unknown kind: {said['sorte']}")
    kind: ColumnKind = said["sorte"]
    several = said.get("plusieurs", False)
    return Column(name, said["titre"], kind, said.get("unite", ""), said.get("absent", ""), several)


def _facets(question: str, said: Sequence[str], columns: Sequence[Column]) -> tuple[str, ...]:
    if unknown := set(said) - {column.name for column in columns}:
        raise CatalogueError(question, f"no column for the facets {', '.join(sorted(unknown))}")
    return tuple(said)


def _calendar(question: str, said: Mapping[str, Any], columns: Sequence[Column]) -> Calendar:
    calendar = Calendar(said["nom"], said["titre"], said["sorte"], said["debut"], said["fin"], tuple(said["details"]))
    kinds = {column.name: column.kind for column in columns}
    wanted = {calendar.title: "chose", calendar.sort: "texte", calendar.start: "date", calendar.end: "date"}
    if wanted.items() - kinds.items() or set(calendar.details) - set(kinds):
        raise CatalogueError(question, f"the calendar needs {wanted} and the columns {', '.join(calendar.details)}")
    return calendar
