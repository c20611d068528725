"""Tell national measures: which ones an element relays, and which elements relay one."""

from collections.abc import Iterator

from service.phrases import count
from service.relations import Relay
from service.telling.across import missing_in, to_contract
from service.telling.identity import other_names, remarks
from service.telling.known import Known
from service.telling.sentence import Note, Part, Section, Sentence, said
from service.terms import SKOS

TOLD = frozenset[str]()


def measures(known: Known) -> Iterator[Sentence]:
    """Yield the measures that an element or a contract relays."""
    for relay in known.relays:
        if relay.measure:
            yield said("Relaie la mesure ", relay.measure, *_status(relay), ".", sources=relay.sources)
        else:
            words = f"« {relay.words} »" if relay.words else "une mesure"
            parts = (words, " ", Note("(mesure que la source n'identifie pas)", unknown=True), *_status(relay))
            yield said("Relaie ", *parts, ".", sources=relay.sources)


def tell(known: Known) -> Iterator[Section]:
    """Yield what is told of a national measure."""
    yield Section("identite", "Ce que c'est", tuple(_identity(known)))
    yield Section("relais", "Qui la relaie", tuple(_relayed(known)))
    yield Section("manques", "Ce qui manque", tuple(_gaps(known)))


def _identity(known: Known) -> Iterator[Sentence]:
    number = known.text(f"{SKOS}notation")
    yield said(
        f"La mesure n° {number}" if number else "Une mesure",
        " des 40 de la mobilisation nationale pour les habitants des quartiers (2018).",
    )
    yield from other_names(known, feminine=True)
    yield from remarks(known)


def _relayed(known: Known) -> Iterator[Sentence]:
    for contract in known.world.contracts:
        own = [relay for relay in known.relays if relay.relayed_by.owner == contract.identifier]
        if own:
            yield said(
                "Relayée dans le ",
                to_contract(contract),
                f" par {count(len(own), 'élément', 'éléments')} :",
                items=[said(each.relayed_by, *_status(each), sources=each.sources) for each in own],
            )


def _gaps(known: Known) -> Iterator[Sentence]:
    relaying = {relay.relayed_by.owner for relay in known.relays}
    yield from missing_in(
        [contract for contract in known.world.contracts if contract.identifier not in relaying],
        "Les documents chargés du ",
        " ne la citent nulle part.",
        "Les documents chargés de {} contrats ne la citent nulle part :",
    )


def _status(relay: Relay) -> tuple[Part, ...]:
    if relay.status is None:
        return (" ", Note("(statut non dit)", unknown=True))
    return (" ", Note(f"({relay.status.label})"))
