"""Tell who may pay: each rung of firmness by itself, never added to another, and what is not known of the amounts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import pyoxigraph as ox

from data import naming
from queries.ask import Row
from queries.display import french_number
from service.dossier.matter import SUBJECT, Matter
from service.dossier.parts import Block, Paragraph, Table, Unknown
from service.dossier.subject import Kind
from service.dossier.tables import left_out
from service.dossier.words import UNKNOWN, cut, listed
from service.phrases import count, sentence
from service.terms import SKOS, local_name

QUESTION = "financements"
MOST_FUNDERS = 7
MEANINGS = {
    "potentiel": "un financeur est cité comme possible, sans s'être engagé",
    "sollicite": "une demande lui est faite",
    "promis": "il annonce qu'il paiera",
    "vote": "son assemblée l'a décidé",
    "signe": "un acte l'engage",
    "verse": "l'argent est versé",
}
"""What each rung means, for who sees the word for the first time."""


@dataclass(frozen=True, slots=True)
class Line:
    """A funding line: an amount that is absent is unknown; of an alternative, one line only will hold."""

    action: str
    funder: str
    named: bool
    rung: str
    firmness: str
    amount: Decimal | None
    alternative: bool


@dataclass(frozen=True, slots=True)
class Rung:
    """The lines of one firmness."""

    slug: str
    firmness: str
    lines: tuple[Line, ...]

    @property
    def without_amount(self) -> int:
        """Return how many lines have no amount."""
        return sum(line.amount is None for line in self.lines)

    @property
    def amount(self) -> str:
        """Say what the amounts that are known come to; lines of alternatives are left out, for one only will hold."""
        known = [line.amount for line in self.lines if line.amount is not None and not line.alternative]
        if not known:
            return UNKNOWN
        least = "≥ " if len(known) < len(self.lines) else ""
        return f"{least}{french_number(sum(known, Decimal()), '€')}"


def lines(matter: Matter) -> list[Line]:
    """Return the funding lines that concern the subject: those of an actor, or those of its actions."""
    if matter.subject.kind is Kind.ACTOR:
        return [line_of(row) for row in matter.rows(QUESTION, {"financeur": SUBJECT})]
    return [line_of(row) for row in matter.rows(QUESTION, {}, within="action")]


def rungs(matter: Matter) -> list[Rung]:
    """Return the lines of a subject by firmness."""
    return by_firmness(matter.store, lines(matter))


def by_firmness(store: ox.Store, told: Iterable[Line]) -> list[Rung]:
    """Return lines by firmness, from the least firm to the firmest."""
    found: dict[tuple[str, str], list[Line]] = {}
    for line in told:
        found.setdefault((_place(store, line.rung), line.firmness), []).append(line)
    return [
        Rung(local_name(alike[0].rung), firmness, tuple(alike))
        for (_, firmness), alike in sorted(found.items(), key=lambda item: item[0])
    ]


def tell_funding(matter: Matter) -> Iterator[Block]:
    """Tell the rungs, then who is named as a funder."""
    answer = matter.ask(QUESTION, {})
    if answer is None:
        return
    if not (found := rungs(matter)):
        yield from map(Unknown, answer.notices)
        if not answer.notices:
            yield Paragraph("Les documents ne donnent aucune ligne de financement.")
        return
    address = matter.address(QUESTION, _arguments(matter))
    yield Table(
        caption="Les lignes de financement, par degré de fermeté",
        headers=("Fermeté", "Lignes", "Sans montant", "Montants écrits", "Financeurs nommés"),
        rows=tuple(
            (rung.firmness, str(len(rung.lines)), str(rung.without_amount), rung.amount, str(len(funders(rung.lines))))
            for rung in found
        ),
        widths=(1.6, 0.8, 1.1, 1.3, 1.3),
        numbers=frozenset({1, 2, 3, 4}),
        address=address,
    )
    yield Paragraph(warning(found), "note")
    if matter.subject.kind is not Kind.ACTOR:
        yield _table_of_funders(found, address)


def warning(found: Sequence[Rung]) -> str:
    """Say what the rungs mean, and what must not be made of them."""
    meant = [f"« {rung.firmness} », {MEANINGS[rung.slug]}" for rung in found if rung.slug in MEANINGS]
    said = [f"{sentence(' ; '.join(meant))}."] if meant else []
    said += ["Un degré ne s'ajoute jamais à un autre. Un montant absent est inconnu, il n'est pas nul."]
    if choices := sum(line.alternative for rung in found for line in rung.lines):
        said.append(
            f"{count(choices, 'ligne', 'lignes', feminine=True)} d'une alternative (« l'un ou l'autre ») : une seule "
            "par alternative vaudra."
        )
    if unnamed := sum(not line.named for rung in found for line in rung.lines):
        said.append(
            f"{count(unnamed, 'ligne ne nomme', 'lignes ne nomment', feminine=True)} aucune organisation (« Structure "
            "porteuse »…)."
        )
    return " ".join(said)


def _table_of_funders(found: Sequence[Rung], address: str) -> Table:
    actions: dict[str, dict[str, set[str]]] = {}
    for rung in found:
        for line in rung.lines:
            if line.named and not line.alternative:
                actions.setdefault(line.funder, {}).setdefault(rung.firmness, set()).add(line.action)
    ranked = sorted(actions, key=lambda funder: (-len(set().union(*actions[funder].values())), funder))
    rows = tuple(
        (cut(funder), str(len(set().union(*actions[funder].values()))), _detail(actions[funder]))
        for funder in ranked[:MOST_FUNDERS]
    )
    return Table(
        caption="Qui est cité comme financeur, hors alternatives",
        headers=("Financeur", "Actions", "Avec quelle fermeté"),
        rows=rows,
        widths=(3, 0.7, 2.4),
        numbers=frozenset({1}),
        left=left_out(len(ranked) - MOST_FUNDERS, address),
        address=address,
    )


def _detail(actions: dict[str, set[str]]) -> str:
    told = [f"{len(found)} « {firmness} »" for firmness, found in actions.items()]
    return listed(told, most=6)


def funders(found: Sequence[Line]) -> set[str]:
    """Return the funders that lines name, alternatives aside."""
    return {line.funder for line in found if line.named and not line.alternative}


def _arguments(matter: Matter) -> dict[str, str]:
    return {"financeur": SUBJECT} if matter.subject.kind is Kind.ACTOR else {}


def line_of(row: Row) -> Line:
    """Return the line that a row of « financements » tells."""
    amount, funder, action, named = row["montant"], row["financeurLabel"], row["action"], row["nomme"]
    rung, firmness = row["fermete"], row["fermeteLabel"]
    return Line(
        action=action.value if action else "",
        funder=funder.value if funder else "",
        named=bool(named and named.value in {"true", "1"}),
        rung=rung.value if rung else "",
        firmness=firmness.value if firmness else UNKNOWN,
        amount=Decimal(amount.value) if amount else None,
        alternative=row["alternative"] is not None,
    )


def _place(store: ox.Store, iri: str) -> str:
    """Return the place of a rung in the list, the least firm first."""
    found = store.quads_for_pattern(
        ox.NamedNode(iri), ox.NamedNode(f"{SKOS}notation"), None, ox.NamedNode(naming.GRAPH_REFERENCE)
    )
    return min((quad.object.value for quad in found if isinstance(quad.object, ox.Literal)), default="~")
