"""What a layout file may hold: its tables, their keys, and the lists of which they name entries."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from rdflib import SKOS, URIRef

from data import naming
from data.contracts import reference_graph
from data.reading.schema import Check, either, flag, many, mapping, one_of, pattern, table, text, whole

SECTIONS: Mapping[str, tuple[str, ...]] = {
    "ignored": (),
    "framework": ("framework",),
    "framework-table": ("framework-table",),
    "roadmap": ("roadmap", "cells"),
    "forms": ("forms", "roadmap", "cells"),
    "governance": ("governance",),
    "contributions": ("contributions",),
    "glossary": (),
    "signatories": (),
    "directory": ("directory",),
    "registration": (),
}
"""The kinds of section, and the tables that each needs."""
RUBRICS = frozenset({"objectives", "done", "planned", "measures", "other-measures", "remarks", "obstacles", "ignored"})
COLUMNS = (
    *("action", "description", "objectives", "publics", "quarters", "places", "period", "actors"),
    *("funders", "cost", "indicators", "status", "personal", "ignored"),
)
"""What the columns of a table, or the fields of a form, may hold."""


@cache
def entries(scheme: str) -> frozenset[str]:
    """Return the names of the entries of a reference list, such as `niveau`."""
    found = reference_graph().subjects(SKOS.inScheme, URIRef(f"{naming.ID}{naming.REFERENCE}/{scheme}"))
    return frozenset(str(entry).rpartition("/")[2] for entry in found)


@cache
def layout_check() -> Check:
    """Return the check of a whole layout file."""
    sections = one_of(SECTIONS, "une sorte de partie connue")
    required = {"name": text, "requires": many(either(text, many(text, least=1)), least=1)}
    section = table({"title": pattern(), "kind": sections}, {"reason": text})
    optional = {
        "starts": sections,
        "section": many(section),
        **{each: pattern(each) for each in ("territory", "period", "quarters", "quarter")},
        "registration": pattern("identifier"),
        "published": pattern("date"),
        "framework": _framework(),
        "framework-table": _framework_table(),
        "roadmap": _roadmap(),
        "forms": table({"title": pattern("label")}, {"headers": pattern()}),
        "cells": _cells(),
        "governance": table({"instances": pattern("name", "detail", folded=False)}, {}),
        "contributions": _contributions(),
        "directory": table({"types": mapping(pattern(), _entry("type-acteur"))}, {}),
    }
    return table(required, optional)


def _entry(scheme: str) -> Check:
    return one_of(entries(scheme), f"dans la liste data/lists ({scheme})")


def _framework() -> Check:
    level, rubric = _entry("niveau"), one_of(RUBRICS, "une sorte de rubrique connue")
    rubrics = many(rubric)
    optional = {"titles": level, "lines": level, "items": level, "objectives": level}
    declared = table({"depth": whole}, {**optional, "after": rubrics, "until": rubrics, "inside": flag, "named": flag})
    title = table({"title": pattern("label"), "level": level}, {"notation": text, "plain": flag})
    titled = table({"title": pattern(), "kind": rubric}, {"reason": text})
    return table({"levels": mapping(level, declared)}, {"level": many(title), "rubric": many(titled)})


def _framework_table() -> Check:
    patterns = {
        "transversal": pattern("notation"),
        "pillar": pattern("notation", "label"),
        "orientation": pattern("code", "label", folded=False),
        "priority": pattern("code", folded=False),
        "commitment": pattern(folded=False),
        "theme": pattern("label"),
    }
    return table({"headers": many(text), **patterns}, {})


def _roadmap() -> Check:
    columns = table({"action": pattern()}, {name: pattern() for name in COLUMNS})
    required = {
        "heading": pattern("element"),
        "firmness": _entry("fermete"),
        "status": _entry("statut"),
        "columns": columns,
    }
    optional = {
        "participants": mapping(_entry("role"), pattern()),
        "elements": mapping(_entry("niveau"), pattern()),
        "element": pattern("code", "label"),
        "statuses": mapping(_entry("statut"), pattern()),
    }
    return table(required, optional)


def _contributions() -> Check:
    funding = table({"pattern": pattern(), "credit": _entry("nature-credit")}, {})
    return table({"title": pattern("who"), "firmness": _entry("fermete"), "funding": many(funding)}, {})


def _cells() -> Check:
    required = {"undefined": pattern(), "reference": pattern(), "open": pattern(folded=False)}
    optional = {
        "total": pattern(),
        "everywhere": pattern(),
        "credits": mapping(_entry("nature-credit"), pattern()),
        "firmness": mapping(_entry("fermete"), pattern()),
        "targets": mapping(_entry("nature-cible"), pattern()),
    }
    return table({**required, "roles": mapping(text, _entry("role"))}, optional)


def mismatches(held: Mapping[str, Any]) -> Iterator[str]:
    """Yield what the tables of a file say of each other that does not hold; what is ill-formed is told elsewhere."""
    sections = [each for each in _tables(held.get("section")) if isinstance(each.get("kind"), str)]
    kinds = [held.get("starts"), *(each["kind"] for each in sections)]
    if not any(kinds):
        yield "il manque « starts », ou au moins une partie « [[section]] »"
    for kind in dict.fromkeys(filter(None, kinds)):
        yield from (
            f"il manque la table « [{name}] », que demande la sorte « {kind} »"
            for name in SECTIONS.get(kind, ())
            if name not in held
        )
    for each in sections:
        if each["kind"] == "ignored" and not each.get("reason"):
            yield f"la partie « {each.get('title')} » est ignorée : dites pourquoi (« reason »)"
    yield from _undeclared(held.get("framework"))


def _undeclared(framework: object) -> Iterator[str]:
    """Yield the levels that titles open and that have no depth, and the codes made of groups that are not there."""
    if not isinstance(framework, Mapping) or not isinstance(framework.get("levels"), Mapping):
        return
    declared = framework["levels"]
    opened = {
        f"framework.levels.{name}.titles": each.get("titles")
        for name, each in declared.items()
        if isinstance(each, Mapping)
    }
    for index, each in enumerate(_tables(framework.get("level")), 1):
        opened[f"framework.level[{index}].level"] = each.get("level")
        for name in re.findall(r"\{(\w*)\}", str(each.get("notation", ""))):
            if f"(?P<{name}>" not in str(each.get("title", "")):
                yield f"« framework.level[{index}].notation » : « {name} » n'est pas un groupe de son motif"
    for key, level in opened.items():
        if level and level not in declared:
            yield f"« {key} » : le niveau « {level} » n'est pas déclaré dans « framework.levels »"


def _tables(held: object) -> list[Mapping[str, Any]]:
    return [each for each in held if isinstance(each, Mapping)] if isinstance(held, list) else []
