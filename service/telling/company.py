"""Tell with whom an actor works: the others that are in the most actions with it, contract by contract."""

from collections import Counter
from collections.abc import Iterator, Sequence
from urllib.parse import urlencode

from data import naming
from service.phrases import count
from service.telling.found import answer
from service.telling.known import Known
from service.telling.sentence import Link, Part, Sentence, listed, said
from service.world import Contract

COMPANIONS = 5
"""With how many others an actor is said to work most."""
CONTRACTS = 20
"""Over how many contracts they are counted; an actor of more is told nothing of it."""


def companions(known: Known, contracts: Sequence[Contract]) -> Iterator[Sentence]:
    """Yield with whom an actor is in the most actions, as the question about collaborations counts them."""
    shared = Counter[str]()
    for contract in contracts if len(contracts) <= CONTRACTS else ():
        for row in answer(known.world, "collaborations", contract):
            pair = {str(row["acteurA"]), str(row["acteurB"])}
            if known.thing.iri in pair:
                shared.update(dict.fromkeys(pair - {known.thing.iri}, int(str(row["nombre"]))))
    found = sorted(shared.items(), key=lambda each: (-each[1], known.world.index.label(each[0])))
    if found:
        more = len(found) - COMPANIONS
        rest = (f" ; et {count(more, 'autre acteur', 'autres acteurs')}",) if more > 0 else ()
        asked = urlencode({"acteur": known.thing.iri.removeprefix(naming.ID)})
        link = Link("voir lesquelles", f"/questions/collaborations?{asked}")
        told = listed([_with(known, iri, number) for iri, number in found[:COMPANIONS]])
        yield said("Travaille surtout avec ", *told, *rest, " – ", link, ".")


def _with(known: Known, iri: str, number: int) -> tuple[Part, ...]:
    return known.world.refer(iri), f" ({count(number, 'action commune', 'actions communes', feminine=True)})"
