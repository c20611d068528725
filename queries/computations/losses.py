"""Tell what would be lost if an actor withdrew, how sure that is, and what would close the gap."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from queries.facts import Facts, by_contract, enumeration
from queries.parameters import Value
from queries.rows import Row
from queries.sole import FUNDING, PARTS, STATUS, TAKING_PART, Sole, by_thing, has_fallen, soles

ASKED = "__acteur_iri"
DONE = f"{STATUS}effectuee"


@dataclass(frozen=True, slots=True)
class Loss:
    """What an actor alone holds: the organisation itself, or a service of it.

    `said_by` are all parts or all lines that the documents tell of the thing, of this actor or another.
    """

    facts: Facts
    sole: Sole
    actor: str
    said_by: set[str]

    @property
    def name(self) -> str:
        """Return the name of the actor."""
        return self.facts.name(self.actor)

    @property
    def thing(self) -> str:
        """Return the name of what loses."""
        return self.facts.name(self.sole.thing)

    @property
    def word(self) -> str:
        """Return what the actor is for the thing."""
        words = sorted({share.word for share in self.sole.shares})
        return " et ".join(words)

    @property
    def services(self) -> list[str]:
        """Return by which of its services an organisation holds it."""
        if self.actor != self.sole.organisation:
            return []
        return sorted(self.facts.name(one) for one in self.sole.actors if self.facts.of("service", one))

    @property
    def has_fallen(self) -> bool:
        """Tell whether there is nothing to lose any more."""
        return has_fallen(self.facts, self.sole.thing)

    @property
    def doubts(self) -> list[str]:
        """Say why the loss is only possible."""
        return [] if self.has_fallen else sorted(set(_doubts(self)))

    @property
    def order(self) -> tuple[str, ...]:
        """Return what ranks it among the losses of a contract."""
        return self.name, self.actor, self.word, self.thing, self.sole.thing


def compute(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield a row for each loss, in the order of the actors: those of the actor that is asked for, or all.

    The facts given: those of `queries.sole`, with where they are said, and `statut` (of an action), `fermeté` (of a
    line) and `rang` (of a degree), `acteur non nommé` (of a part), `financeur non nommé` (of a line), `acteurs
    ouverts` and `financeurs ouverts` (of a thing whose list is open).
    """
    told = list(rows)
    wanted = {row[ASKED].value for row in told if row[ASKED] is not None}  # type: ignore[union-attr]  # just compared
    for facts in by_contract(told):
        lines, parts = by_thing(facts, "finance"), by_thing(facts, "dans")
        losses = [
            Loss(facts, sole, actor, (lines if sole.tie == FUNDING else parts)[sole.thing])
            for sole in soles(facts)
            for actor in sole.whom
        ]
        yield from (
            _row(loss) for loss in sorted(losses, key=lambda one: one.order) if not wanted or loss.actor in wanted
        )


def _doubts(loss: Loss) -> Iterator[str]:
    facts, thing = loss.facts, loss.sole.thing
    if loss.sole.tie == FUNDING:
        for group in facts.of("alternative", *loss.said_by):
            yield f"la source pose une alternative (« {group} »)"
        for unnamed in facts.of("financeur non nommé", *loss.said_by):
            yield f"un financeur n'est pas nommé (« {facts.name(unnamed)} »)"
        if thing in facts.subjects("financeurs ouverts"):
            yield "la liste des financeurs est ouverte"
    else:
        for unnamed in facts.of("acteur non nommé", *loss.said_by):
            yield f"un participant n'est pas nommé (« {facts.name(unnamed)} »)"
        if thing in facts.subjects("acteurs ouverts"):
            yield "la liste des acteurs est ouverte"
    if DONE in facts.of("statut", thing):
        yield "l'action est dite effectuée et peut être terminée"


def _row(loss: Loss) -> Row:
    facts, doubts, services = loss.facts, loss.doubts, loss.services
    status = min(facts.of("statut", loss.sole.thing), default="")
    certainty = "passée" if loss.has_fallen else "possible" if doubts else "certaine"
    return {
        "contrat": facts.contract,
        "contratLabel": facts.contract_label,
        **_thing(facts, "acteur", loss.actor),
        **_thing(facts, "chose", loss.sole.thing),
        "nature": ox.Literal(f"son seul {loss.word}"),
        "certitude": ox.Literal(certainty),
        "reserve": ox.Literal(" ; ".join(doubts)) if doubts else None,
        "services": ox.Literal(" ; ".join(services)) if services else None,
        **_thing(facts, "statut", status),
        "passage": _passage(facts, loss.sole),
        "constat": ox.Literal(_finding(loss)),
        "examine": ox.Literal(_funding(loss) if loss.sole.tie == FUNDING else _taking_part(loss)),
        "remede": ox.Literal(
            "Rien à régler : l'action n'est plus menée."
            if loss.has_fallen
            else f"Nommer un autre {loss.word} pour « {loss.thing} »."
        ),
    }


def _thing(facts: Facts, column: str, node: str) -> dict[str, Value | None]:
    return {column: facts.nodes.get(node), f"{column}Label": facts.labels.get(node)}


def _degrees(facts: Facts, line: str) -> list[tuple[str, str]]:
    """Return the rank and the name of how firm a line is."""
    return [(min(facts.of("rang", one), default=""), facts.name(one)) for one in facts.of("fermeté", line)]


def _passage(facts: Facts, sole: Sole) -> ox.Literal | None:
    """Return where it is said, the least firm lines first."""
    ranked = {
        (min(_degrees(facts, share.said_by), default=("", ""))[0], place)
        for share in sole.shares
        for kind in (*PARTS, "financeur")
        for place in facts.where((kind, share.said_by, share.actor))
    }
    places = dict.fromkeys(place for _, place in sorted(ranked))
    return ox.Literal(" ; ".join(places)) if places else None


def _finding(loss: Loss) -> str:
    if loss.has_fallen:
        status = loss.facts.name(min(loss.facts.of("statut", loss.sole.thing)))
        return f"« {loss.thing} » ({status}) n'avait que « {loss.name} » comme {loss.word} nommé."
    beside = f", avec {enumeration(loss.services)}" if loss.services else ""
    would = "pourrait perdre" if loss.doubts else "perdrait"
    why = f" : {' ; '.join(loss.doubts)}" if loss.doubts else ""
    return f"Si « {loss.name} » se retirait{beside}, « {loss.thing} » {would} son seul {loss.word} nommé{why}."


def _funding(loss: Loss) -> str:
    lines = {share.said_by for share in loss.sole.shares}
    names = dict.fromkeys(name for _, name in sorted({one for line in lines for one in _degrees(loss.facts, line)}))
    which = "La seule ligne" if len(lines) == 1 else f"Les {len(lines)} lignes"
    return f"{which} de financement dont le financeur est nommé, hors alternative ({', '.join(names)})."


def _taking_part(loss: Loss) -> str:
    count, number = len({one for kind in PARTS for one in loss.facts.of(kind, *loss.said_by)}), len(loss.sole.actors)
    told = "un seul acteur nommé" if count == 1 else f"{count} acteurs nommés"
    alone = "dont un seul est dit" if number == 1 else f"dont {number}, de la même organisation, ont le rôle de"
    role = "" if loss.sole.tie == TAKING_PART else f", {'dit' if count == 1 else alone} {loss.word}"
    return f"Qui prend part à « {loss.thing} » selon les documents : {told}{role}."
