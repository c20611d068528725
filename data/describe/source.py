"""Describe a document: the contract it belongs to, the document itself, then each kind of record in turn."""

from dataclasses import dataclass
from datetime import datetime

from rdflib import DCTERMS, PROV, RDF, Graph

from data import naming
from data.describe import elements, partners
from data.describe.answered import Answered
from data.describe.contributions import describe_contributions
from data.describe.deeds import Prose, describe_deeds, part_of_document
from data.describe.obstacles import describe_obstacles
from data.describe.parts import describe_bodies
from data.describe.periods import describe_period
from data.describe.quarters import Quarters
from data.describe.roadmap import Roadmap, describe_roadmap
from data.describe.scribe import Resolution, Scribe
from data.reading.document import Cell, Document, Kind, Place
from data.reading.layout import Layout
from data.reading.records import Fact, Records
from ontology import MLG

_CONTENTS = {
    "cadre-strategique": "elements",
    "feuille-de-route": "rows",
    "gouvernance": "commitments",
    "mesures": "measures",
    "glossaire": "glossary",
    "signataires": "signatories",
    "annuaire": "partners",
    "freins": "obstacles",
    "contributions": "contributions",
}


@dataclass(frozen=True, slots=True)
class Description:
    """The graph of a source, how its mentions were linked, and what of the records could not be described."""

    contract: str
    document: str
    graph: Graph
    resolutions: tuple[Resolution, ...]
    misunderstood: tuple[tuple[Place, str], ...]


def contract_id(records: Records) -> str | None:
    """Return the identifier of the contract, from the territory that the document names."""
    territory = _fact(records, "territory")
    return naming.slug(territory.text) if territory else None


def document_id(document: Document, contract: str) -> str:
    """Return the identifier of a document: its file name, without the contract's name before it."""
    stem = naming.slug(document.name.rpartition(".")[0] or document.name)
    return stem.removeprefix(f"{contract}-")


def describe(document: Document, layout: Layout, records: Records, *, contract: str, known: Graph) -> Description:
    """Describe what was recognised in a document, given the names that reference lists and curation make known."""
    glossary = tuple(records.glossary)
    identifier = document_id(document, contract)
    scribe = Scribe(contract, identifier, known, glossary, document.keeps_breaks, document.lines)
    _contract(scribe, document, records)
    for cell in records.unread:
        scribe.misunderstood.append((cell.place, f"la colonne « {cell.text} » n'est pas connue : elle n'est pas lue"))
    for fact in records.misread:
        scribe.misunderstood.append((fact.place, fact.text))
    quarters = Quarters.of(scribe, records)
    nodes = elements.describe_elements(scribe, records)
    answered = Answered.of(scribe, layout, records, nodes)
    elements.describe_measures(scribe, records, nodes)
    elements.describe_glossary(scribe, records)
    partners.describe_partners(scribe, records, layout, answered.titles)
    partners.describe_signatories(scribe, records)
    partners.describe_groups(scribe, records, layout)
    describe_obstacles(scribe, records, nodes)
    by_line = {}
    if records.rows:
        by_line = describe_roadmap(Roadmap.of(scribe, layout, answered, quarters, records), records)
    describe_bodies(scribe, records.bodies, by_line)
    describe_contributions(scribe, layout, records, nodes)
    describe_deeds(Prose(scribe, nodes, quarters.register, layout.options.get("cells", {})), records)
    return Description(contract, scribe.document, scribe.graph, tuple(scribe.resolutions), tuple(scribe.misunderstood))


def _fact(records: Records, name: str) -> Fact | None:
    return next((fact for fact in records.facts if fact.name == name), None)


def _contract(scribe: Scribe, document: Document, records: Records) -> None:
    """Write the contract and the document, with what the document says of itself."""
    territory = _fact(records, "territory")
    name = territory.text.title() if territory and territory.text.isupper() else territory.text if territory else ""
    place = territory.place if territory else Place(1, 1)
    node = scribe.node(scribe.contract_node, MLG.ContratDeVille, place, f"Contrat de ville de {name}")
    scribe.say(node, MLG.territoire, name)
    scribe.say(node, MLG.document, scribe.document_node)
    if period := _fact(records, "period"):
        scribe.say(node, MLG.periode, describe_period(scribe, Cell(period.text, period.place)))
    graph, source = scribe.graph, scribe.document_node
    graph.add((source, RDF.type, MLG.Document))
    headings = [block for block in document.blocks if block.kind is Kind.HEADING]
    titles = [block.text for block in headings if block.place.line <= place.line + 2]
    scribe.say(source, DCTERMS.title, " – ".join(titles) or document.name)
    scribe.say(source, MLG.empreinte, document.digest)
    scribe.say(source, DCTERMS.identifier, scribe.document)
    if identifier := _fact(records, "identifier"):
        scribe.say(source, MLG.numeroActe, identifier.text)
    if published := _fact(records, "date"):
        scribe.say(source, DCTERMS.issued, datetime.strptime(published.text, "%d/%m/%Y").date())
    for content, kind in _CONTENTS.items():
        if getattr(records, kind):
            scribe.say(source, MLG.contient, naming.reference("contenu", content))
    for rubric in sorted({deed.rubric for deed in records.deeds}):
        scribe.say(source, MLG.contient, naming.reference("contenu", part_of_document(rubric)))
    _siren(scribe, records)


def _siren(scribe: Scribe, records: Records) -> None:
    """Give the commune the SIREN that the identifier of its act holds."""
    siren = _fact(records, "siren")
    commune = scribe.actors.find("Commune")
    if siren and commune:
        scribe.say(commune.thing, MLG.siren, siren.text)
        scribe.graph.add((commune.thing, PROV.wasDerivedFrom, scribe.passage(siren.place)))
