"""Say in a sentence what the documents do not tell of a thing: no funder, no actor, a coverage that is unknown."""

from collections.abc import Iterator, Mapping

from queries.ask import Json
from queries.catalogue import catalogue
from service.answers import answer_of
from service.index import Thing
from service.relations import grouped
from service.world import Contract, World

Row = Mapping[str, Json]

_ELEMENTS = frozenset({"ElementStrategique", "Pilier", "Orientation", "OrientationTransversale", "Priorite"})


def gaps(world: World, thing: Thing, contract: Contract) -> Iterator[str]:
    """Yield what is missing or unknown about an action or an element of the framework, as the questions tell it."""
    if thing.kind == "Action":
        for row in _rows(world, "actions-sans-financeur", "action", thing, contract):
            if not row["texteSeul"]:  # a sentence need not say who pays
                yield f"Pas de financeur : {row['raison']}."
    if thing.kind in _ELEMENTS:
        for row in _rows(world, "priorites-non-couvertes", "element", thing, contract):
            state = "Couverture inconnue" if row["etat"] == "inconnu" else "Élément sans action"
            yield f"{state} : {row['motif']}."


def _rows(world: World, name: str, column: str, thing: Thing, contract: Contract) -> tuple[Row, ...]:
    told = world.readings.get(_read, (name, contract.graph), lambda: _read(world, name, column, contract))
    return told.get(thing.iri, ())


def _read(world: World, name: str, column: str, contract: Contract) -> Mapping[str, tuple[Row, ...]]:
    """Ask a question of a contract once, for all its things."""
    answer = answer_of(world, catalogue()[name], {"contrat": [contract.identifier]})
    return grouped(answer.records(), lambda row: str(row[column]))
