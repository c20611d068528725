"""Find the schemes that have actors, actions or publics in common, and those that stand apart."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

import pyoxigraph as ox

from queries.facts import Facts, by_contract, number, shared
from queries.parameters import Value
from queries.rows import Row

KINDS = (
    ("acteur", "acteur", "acteurs"),
    ("action", "action", "actions"),
    ("public", "public", "publics"),
    ("quartier", "quartier", "quartiers"),
)
"""The kinds of fact told of a scheme, each with its singular and its plural."""
COUNTS = ("acteursCommuns", "actionsCommunes", "publicsCommuns", "quartiersCommuns")
COORDINATE = "Vérifier que leurs actions se complètent, et dire dans quelle instance ils se coordonnent."
TIE = "Le relier aux autres dispositifs par un acteur ou une action, ou dire qui d'autre y prend part."
TELL = "Dire dans le contrat qui porte ce dispositif et qui y prend part."
LOAD = "Charger la feuille de route du contrat."


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two schemes and what they share, kind by kind."""

    one: str
    other: str
    things: tuple[set[str], ...]

    @property
    def is_kept(self) -> bool:
        """Tell whether they overlap: by an actor, an action, or a public and a quartier at once."""
        actors, actions, publics, quarters = self.things
        return bool(actors or actions or (publics and quarters))


def compute(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield a row for each pair that overlaps, then for each scheme of no pair: apart, or unknown.

    The facts given: `dispositif` (each scheme), `acteur`, `action`, `public` and `quartier` (of a scheme), and
    `feuille de route` (where that part of the documents is loaded).
    """
    for facts in by_contract(rows):
        overlaps = sorted(_overlaps(facts), key=lambda one: _order(facts, one))
        for overlap in overlaps:
            yield _paired(facts, overlap)
        alone = set(facts.subjects("dispositif")) - {scheme for one in overlaps for scheme in (one.one, one.other)}
        for scheme in sorted(alone, key=lambda one: (not _is_apart(facts, one), facts.name(one), one)):
            yield _alone(facts, scheme)


def _overlaps(facts: Facts) -> Iterator[Overlap]:
    for one, other in combinations(sorted(facts.subjects("dispositif")), 2):
        overlap = Overlap(one, other, tuple(facts.of(kind, one) & facts.of(kind, other) for kind, *_ in KINDS))
        if overlap.is_kept:
            yield overlap


def _order(facts: Facts, overlap: Overlap) -> tuple[list[int], str, str, str, str]:
    counts = [-len(things) for things in overlap.things]
    return counts, facts.name(overlap.one), facts.name(overlap.other), overlap.one, overlap.other


def _paired(facts: Facts, overlap: Overlap) -> Row:
    one, other = f"« {facts.name(overlap.one)} »", f"« {facts.name(overlap.other)} »"
    kinds = [(name, many, things) for (_, name, many), things in zip(KINDS, overlap.things, strict=True)]
    reasons = shared(kinds, facts)
    places = (
        (kind, scheme, thing)
        for (kind, *_), things in zip(KINDS, overlap.things, strict=True)
        for thing in things
        for scheme in (overlap.one, overlap.other)
    )
    return {
        **_head(facts, overlap.one),
        "avec": facts.nodes[overlap.other],
        "avecLabel": facts.labels[overlap.other],
        "etat": ox.Literal("se recoupent"),
        **dict(zip(COUNTS, (number(len(things)) for things in overlap.things), strict=True)),
        "partage": ox.Literal(" ; ".join(reasons)),
        "passage": facts.passage(*places),
        "constat": ox.Literal(f"{one} et {other} partagent {', '.join(reasons)}."),
        "examine": ox.Literal(
            f"Les acteurs nommés, les actions, leurs publics et leurs quartiers, pour {one} et pour {other}."
        ),
        "remede": ox.Literal(COORDINATE),
    }


def _alone(facts: Facts, scheme: str) -> Row:
    apart = _is_apart(facts, scheme)
    return {
        **_head(facts, scheme),
        "avec": None,
        "avecLabel": None,
        "etat": ox.Literal("à part" if apart else "inconnu"),
        **dict.fromkeys(COUNTS, number(0) if apart else None),
        "partage": None,
        "passage": facts.passage(("dispositif", scheme, "")),
        "constat": ox.Literal(_finding(facts, scheme)),
        "examine": ox.Literal(_examined(facts, scheme)),
        "remede": ox.Literal(TIE if apart else TELL if _is_loaded(facts) else LOAD),
    }


def _head(facts: Facts, scheme: str) -> dict[str, Value | None]:
    return {
        "contrat": facts.contract,
        "contratLabel": facts.contract_label,
        "dispositif": facts.nodes[scheme],
        "dispositifLabel": facts.labels[scheme],
    }


def _is_loaded(facts: Facts) -> bool:
    return bool(facts.subjects("feuille de route"))


def _is_apart(facts: Facts, scheme: str) -> bool:
    """Tell whether something is known of the scheme, and all that the contract could tell was read."""
    return _is_loaded(facts) and bool(facts.of("acteur", scheme))


def _finding(facts: Facts, scheme: str) -> str:
    name = f"« {facts.name(scheme)} »"
    if _is_apart(facts, scheme):
        return f"{name} ne partage aucun acteur dit avec un autre dispositif du contrat, ni aucune action."
    if facts.of("acteur", scheme):
        return f"{name} ne partage rien de dit avec un autre dispositif, mais la feuille de route n'est pas chargée."
    return (
        f"Les documents ne nomment aucun acteur du dispositif {name} : on ne sait pas s'il en partage avec un autre "
        "dispositif."
    )


def _examined(facts: Facts, scheme: str) -> str:
    count, others = len(facts.of("acteur", scheme)), len(facts.subjects("dispositif")) - 1
    has = {0: "n'a aucun acteur nommé", 1: "a un acteur nommé"}.get(count, f"a {count} acteurs nommés")
    if not others:
        return f"« {facts.name(scheme)} » {has} ; c'est le seul dispositif que les documents nomment."
    what = "ses acteurs, ses actions" if count else "ses actions"
    whom = "de l'autre dispositif" if others == 1 else f"des {others} autres dispositifs"
    return (
        f"« {facts.name(scheme)} » {has} ; {what}, leurs publics et leurs quartiers ont été comparés à ceux {whom} que "
        "les documents nomment."
    )
