"""The key figures: each number with what is not known beside it. What is unknown is never a zero."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from service.dossier import coverage, funding
from service.dossier.matter import SUBJECT, Matter
from service.dossier.parts import Block, Table
from service.dossier.subject import Kind
from service.dossier.words import UNKNOWN, listed, plural
from service.framework import Branch
from service.phrases import count

UNCOUNTED = coverage.OUTSIDE | coverage.GROUPING


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in words, and what is not known about it."""

    label: str
    value: str
    unknown: str = ""


def tell_figures(matter: Matter) -> Iterator[Block]:
    """Tell the figures of the subject as a table."""
    found = [figure for teller in FIGURES[matter.subject.kind] for figure in teller(matter)]
    if found:
        yield Table(
            caption="Les chiffres clés, et ce qu'ils ne disent pas",
            headers=("", "Ce qui est écrit", "Ce qui n'est pas su"),
            rows=tuple((figure.label, figure.value, figure.unknown or "–") for figure in found),
            widths=(1.6, 2.4, 2.6),
        )


def levels(matter: Matter) -> str:
    """Say how many elements of each level the framework holds, in the order of the document."""
    counts = Counter(_levels(matter.branches, matter.subject.iri, 0))
    depths: dict[str, int] = {}
    for depth, label in counts:
        depths[label] = max(depth, depths.get(label, depth))
    totals = {label: sum(number for (_, each), number in counts.items() if each == label) for label in depths}
    ordered = sorted(depths, key=lambda label: depths[label])
    return listed([count(totals[label], label, plural(label)) for label in ordered], most=8)


def _levels(branches: Iterable[Branch], subject: str, depth: int) -> Iterator[tuple[int, str]]:
    """Yield the level of each element, and how many elements stand above it; what wraps others is no level."""
    for branch in branches:
        told = bool(branch.element.level) and coverage.level(branch.element) not in UNCOUNTED
        if branch.element.level and told and branch.element.iri != subject:
            yield depth, branch.element.level.label
        yield from _levels(branch.children, subject, depth + told)


def without_funder(matter: Matter) -> int:
    """Return how many actions of the roadmap have no funding line at all."""
    rows = matter.rows("actions-sans-financeur", {}, within="action")
    return sum(1 for row in rows if not _true(row["texteSeul"]))


def actors(matter: Matter) -> int:
    """Return how many named actors take part in the actions or may fund them."""
    graph = matter.network
    found = {actor for action in matter.action_iris if action in graph for actor in graph.adj[action]}
    return sum(bool(graph.nodes[actor]["named"]) for actor in found)


def _framework(matter: Matter) -> Iterator[Figure]:
    if told := levels(matter):
        yield Figure("Cadre stratégique", told)


def _actions(matter: Matter) -> Iterator[Figure]:
    if not matter.has_roadmap:
        yield Figure("Actions, acteurs, financements, échéances", UNKNOWN, "aucune feuille de route n'est chargée")
        return
    planned, told = len(matter.planned), len(matter.actions) - len(matter.planned)
    words = [count(planned, "action", "actions", feminine=True) + " dans la feuille de route"]
    if told:
        words.append(f"{count(told, 'autre', 'autres')} dite{'s' if told > 1 else ''} par une phrase du texte")
    yield Figure("Actions", listed(words), "ce que chaque phrase du texte est devenue depuis" if told else "")


def _actors(matter: Matter) -> Iterator[Figure]:
    if matter.has_roadmap:
        number = actors(matter)
        named = count(number, "organisation nommée", "organisations nommées", feminine=True)
        yield Figure(
            "Acteurs",
            f"{named}, qui agissent ou peuvent financer" if number > 1 else named,
            "qui se cache derrière les expressions qui ne nomment personne",
        )


def _funding(matter: Matter) -> Iterator[Figure]:
    if not matter.has_roadmap:
        return
    found = funding.rungs(matter)
    silent = sum(rung.without_amount for rung in found)
    told = [
        f"{count(len(rung.lines), 'ligne', 'lignes', feminine=True)} au degré « {rung.firmness} »" for rung in found
    ]
    unknown = (
        f"{count(silent, 'ligne', 'lignes', feminine=True)} sans montant : leur somme est inconnue" if silent else ""
    )
    yield Figure("Financements", listed(told, most=6) or "aucune ligne de financement", unknown)


def _unfunded(matter: Matter) -> Iterator[Figure]:
    if matter.planned:
        number = without_funder(matter)
        yield Figure(
            "Sans financeur",
            f"{count(number, 'action', 'actions', feminine=True)} de la feuille de route",
            "qui les paiera" if number else "",
        )


def _coverage(matter: Matter) -> Iterator[Figure]:
    if not matter.has_roadmap:
        return
    found = coverage.total(matter.branches, coverage.states(matter))
    if found.all:
        unknown = f"le sort de {count(found.unknown, 'priorité', 'priorités')}" if found.unknown else ""
        yield Figure(
            "Priorités", f"{found.covered} avec une action, {found.uncovered} sans action, sur {found.all}", unknown
        )


def _measures(matter: Matter) -> Iterator[Figure]:
    rows = matter.rows("mesures-sans-relais", {})
    cited = [row for row in matter.rows("mesures", {}, within="relayeePar") if row["relayeePar"] is not None]
    if not cited or len(matter.contracts) != 1:
        return
    if matter.subject.kind is Kind.CONTRACT:
        untitled = sum("titre inconnu" in str(row["mesureLabel"].value) for row in rows if row["mesureLabel"])
        unknown = (
            f"le titre de {count(untitled, 'mesure', 'mesures')} non citée{'s' * (untitled > 1)}" if untitled else ""
        )
        yield Figure("Mesures nationales", f"{40 - len(rows)} relayées sur 40", unknown)
    else:
        yield Figure("Mesures nationales", f"{count(len(cited), 'citation', 'citations', feminine=True)} ici")


def _quarters(matter: Matter) -> Iterator[Figure]:
    rows = matter.rows("quartiers", {}, within="quartier")
    if not rows:
        return
    names = [row["quartierLabel"].value for row in rows if row["quartierLabel"]]
    silent = rows[0]["sansQuartier"]
    unknown = f"où se passent les {silent.value} actions dont le quartier n'est pas dit" if silent else ""
    if matter.subject.kind is Kind.CONTRACT:
        yield Figure("Quartiers prioritaires", f"{len(names)} : {listed(names, most=8)}", unknown)
    else:
        only = rows[0]["seulement"]
        told = count(int(only.value), "action", "actions", feminine=True) if only else UNKNOWN
        yield Figure("Dans ce seul quartier", told, unknown)


def _bodies(matter: Matter) -> Iterator[Figure]:
    rows = matter.rows("instances", {})
    rhythm = {row["instance"].value: row["frequence"] for row in rows if row["instance"]}
    if rhythm:
        silent = sum(each is None for each in rhythm.values())
        unknown = (
            f"le rythme de {count(silent, 'instance', 'instances')}, et qui siège dans la plupart" if silent else ""
        )
        yield Figure("Instances", f"{len(rhythm)} où l'on se réunit", unknown)


def _partners(matter: Matter) -> Iterator[Figure]:
    rows = matter.rows("collaborations", {"acteur": SUBJECT})
    if matter.has_roadmap:
        named = count(len(rows), "organisation nommée", "organisations nommées", feminine=True)
        unknown = "les liens que les documents ne racontent pas"
        yield Figure("Travaille avec", f"{named}, dans les mêmes actions", unknown)


def _true(value: object) -> bool:
    return getattr(value, "value", "") in {"true", "1"}


FIGURES = {
    Kind.CONTRACT: (
        _framework,
        _actions,
        _actors,
        _funding,
        _unfunded,
        _coverage,
        _measures,
        _quarters,
        _bodies,
    ),
    Kind.ACTOR: (_actions, _funding, _unfunded, _partners),
    Kind.QUARTER: (_actions, _quarters, _actors, _funding, _unfunded),
    Kind.ELEMENT: (_framework, _actions, _actors, _funding, _unfunded, _coverage, _measures),
}
"""What is counted for each kind of subject, in the order in which it is told."""
