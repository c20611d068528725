"""A contract that no document tells is told in an empty workbook."""

from datetime import date

import pytest
from openpyxl import Workbook
from rdflib import DCTERMS, RDF, SKOS, Graph, Literal, URIRef

from data import naming
from data.formats import xlsx_cells
from data.workbook.apply import Outcome, contract_of, create
from data.workbook.content import content
from data.workbook.problems import Refused
from data.workbook.read import filled
from data.workbook.revise import Parts, Signature
from data.workbook.write import workbook
from ontology import MLG
from tests.data.workbook.editing import add, applied, edited, exported

SIGNATURE = Signature("Ada Exemple", date(2025, 3, 4), "Saisi dans le classeur beaumont.xlsx")
ID = f"{naming.ID}beaumont-les-pres/"


@pytest.fixture(scope="module")
def template() -> bytes:
    return workbook(content("", Graph()))


def fill(book: Workbook) -> None:
    add(book, "Contrat", {"Territoire": "Beaumont-les-Prés", "Période": "2024-2030"})
    add(book, "Cadre", {"Nom": "Bien vivre", "Code": "1", "Niveau": "pilier"})
    add(book, "Quartiers", {"Nom": "Les Prés"})
    add(book, "Acteurs", {"Nom": "Commune de Beaumont", "Type d'acteur": "commune"})
    add(book, "Actions", {"Nom": "Jardin", "Statut": "prévue", "Répond à": "1 – Bien vivre", "Quartier": "Les Prés"})
    add(book, "Participations", {"Acteur": "Commune de Beaumont", "Dans": "Jardin", "Rôle": "pilote"})
    funding = {"Financeur": "État", "Finance": "Jardin", "Fermeté": "voté", "Nature du crédit": "droit commun"}
    add(book, "Financements", {**funding, "Montant": 1250.5})


def created(file: bytes) -> Outcome:
    told = filled(xlsx_cells.parse(file))
    identifier = contract_of(told)
    return create(told, Parts(identifier), SIGNATURE, name=f"{identifier}-2024.xlsx", content=file)


def test_a_filled_template_is_a_contract_of_which_it_is_the_document(template: bytes) -> None:
    outcome = created(edited(template, fill))
    assert outcome.revision is not None
    published = outcome.revision.parts.published()
    contract, document = URIRef(ID[:-1]), URIRef(f"{ID}document/2024")
    assert published.value(contract, SKOS.prefLabel) == Literal("Contrat de ville de Beaumont-les-Prés", lang="fr")
    assert published.value(contract, MLG.territoire) == Literal("Beaumont-les-Prés")
    assert published.value(contract, MLG.periode) == URIRef(f"{ID}periode/2024-2030")
    assert published.value(contract, MLG.document) == document
    assert published.value(document, DCTERMS.identifier) == Literal("2024")
    contents = set(published.objects(document, MLG.contient))
    assert contents == {naming.reference("contenu", name) for name in ("feuille-de-route", "cadre-strategique")}
    assert published.value(URIRef(f"{ID}action/jardin"), MLG.repondA) == URIRef(f"{ID}element/bien-vivre")
    assert published.value(URIRef(f"{ID}quartier/les-pres"), MLG.quartierDe) == contract
    assert outcome.revision.report.conforms


def test_what_a_template_made_is_exported_and_comes_back_unchanged(template: bytes) -> None:
    revision = created(edited(template, fill)).revision
    assert revision is not None
    assert applied(exported(revision.parts), revision.parts).revision is None


def test_a_template_without_a_contract_is_refused(template: bytes) -> None:
    with pytest.raises(Refused, match=r"Contrat : le contrat n'y est pas\. Donnez son nom et son territoire"):
        created(edited(template, lambda book: add(book, "Quartiers", {"Nom": "Les Prés"})))


def test_what_people_decided_beforehand_is_kept(template: bytes) -> None:
    decided = (URIRef(f"{ID}decision/commune"), MLG.motif, Literal("La mairie est la commune.", lang="fr"))
    told = filled(xlsx_cells.parse(edited(template, fill)))
    before = Graph()
    for triple in (
        decided,
        (decided[0], RDF.type, MLG.Decision),
        (decided[0], MLG.decidePar, Literal("la mairie")),
        (decided[0], MLG.decideLe, Literal(date(2025, 1, 1))),
    ):
        before.add(triple)
    outcome = create(told, Parts("beaumont-les-pres", curation=before), SIGNATURE, name="b.xlsx", content=b"")
    assert outcome.revision is not None
    assert decided in outcome.revision.parts.curation
