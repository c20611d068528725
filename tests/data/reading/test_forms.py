"""A fiche is read as people set one: boxes, tables inside it, names of sheets; what is not known is told."""

import sys
from types import FrameType

import pytest
from openpyxl import Workbook
from rdflib import PROV, SKOS, Graph, Literal

from data.reader import Reading
from data.reader import read as read_document
from data.reading import ocr_text
from data.reading.amounts import shares
from data.reading.layout_file import layouts
from data.reading.ledger import Fate
from data.reading.recognise import recognise
from data.reading.targets import parse_target
from ontology import MLG
from tests.data.formats.writers import saved
from tests.data.reading.test_fiches import CURATION, read, said

HEAD = "Contrat de ville de Brasac-les-Ormes\n\nFiche action n° 1 : Atelier vélo\n\n"


def fiche(text: str, head: str = HEAD) -> Reading:
    content = (head + text).encode()
    return read_document("brasac-les-ormes-fiches.md", content, contract="brasac-les-ormes", curation=CURATION)


def labels(reading: Reading) -> set[str]:
    graph = reading.description.graph
    return {str(graph.value(action, SKOS.prefLabel)) for action in graph.subjects(MLG.statut)}


def roles(reading: Reading) -> set[tuple[str, str]]:
    graph = reading.description.graph
    return {
        (str(graph.value(part, MLG.acteur)).rpartition("/")[2], str(role).rpartition("/")[2])
        for part, role in graph.subject_objects(MLG.role)
    }


def amounts(reading: Reading) -> dict[str, str | None]:
    graph = reading.description.graph
    found = {}
    for line, funder in graph.subject_objects(MLG.financeur):
        amount = graph.value(line, MLG.montant)
        found[str(funder).rpartition("/")[2]] = str(amount) if amount else None
    return found


@pytest.mark.parametrize(
    "text",
    [
        "Pilote : CCAS\n\nPartenaires : Commune",
        "Pilote\tCCAS\nPartenaires\tCommune",
        "Pilote\tCCAS\tPartenaires\tCommune",
        "Pilote : CCAS\tPartenaires : Commune",
        "## Pilote\n\nCCAS\n\n## Partenaires\n\n- Commune",
        "**Pilote :**\n\nCCAS\n\n**Partenaires :**\n\nCommune",
        "1. Pilote : CCAS\n\n2. Partenaires : Commune",
        "\tPilote\tCCAS\n\tPartenaires\tCommune",
    ],
)
def test_a_field_is_told_by_a_line_a_title_a_row_or_a_box(text: str) -> None:
    assert roles(fiche(text)) == {("ccas", "pilote"), ("commune", "partenaire")}


@pytest.mark.parametrize(
    "head",
    [
        "Fiche action n° 1 : Atelier vélo\n",
        "FICHE-ACTION N°1 – Atelier vélo\n",
        "## Fiche action n° 1\n\n## Atelier vélo\n",
        "Fiche action n° 1\n\nAtelier vélo\n",
        "Fiche action n° 1\tAtelier vélo\n",
        "Fiche action\n\nIntitulé de l'action : Atelier vélo\n",
        "Fiche projet 1.2\n\nNom du projet\tAtelier vélo\n",
    ],
)
def test_an_action_is_named_by_the_title_of_its_fiche_or_by_a_field(head: str) -> None:
    assert labels(fiche("\nPilote : CCAS", head)) == {"Atelier vélo"}


def test_two_fiches_without_titles_are_parted_by_the_field_that_names_the_action() -> None:
    text = "Fiches action\n\nIntitulé\tAtelier vélo\nPilote\tCCAS\n\nIntitulé\tJardin\nPilote\tCommune\n"
    assert labels(fiche(text, "# Fiche action\n\n")) == {"Atelier vélo", "Jardin"}


def test_a_fiche_that_nothing_names_is_told_and_its_lines_are_not_understood() -> None:
    reading = fiche("Pilote : CCAS", "Fiche action\n\n")
    told = [message for _, message in reading.description.misunderstood]
    assert told == ["une fiche n'a pas d'intitulé : elle n'est pas lue"]
    assert [entry.fate for entry in reading.entries] == [Fate.NOT_UNDERSTOOD] * 2
    assert not labels(reading)


def test_a_list_of_the_fiches_makes_no_action() -> None:
    listed = "Sommaire\n\nFiche action n° 1 : Atelier vélo\t2\nFiche action n° 2 : Jardin\t3\n\n"
    reading = fiche("Pilote : CCAS", f"{listed}Fiche action n° 1 : Atelier vélo\n\n")
    assert labels(reading) == {"Atelier vélo"}
    assert {entry.reason for entry in reading.entries if entry.fate is Fate.IGNORED} >= {"titre de fiche sans champ"}


def test_a_plan_of_funding_may_be_a_table_of_its_own() -> None:
    text = (
        "Plan de financement\tMontant (€)\tPart\nÉtat (BOP 147)\t12 000\t60 %\nCommune\t8 000\t40 %\n"
        "Total\t20 000\t100 %\nPilote\tCCAS"
    )
    reading = fiche(text)
    assert amounts(reading) == {"etat": "12000.0", "commune": "8000.0"}
    assert roles(reading) == {("ccas", "pilote")}


def test_a_number_without_a_unit_is_no_amount() -> None:
    assert amounts(fiche("Financeurs\tMontant\nÉtat\t12 000")) == {"etat": None}


def test_what_is_said_to_be_sought_or_voted_is_as_firm_as_it_is_said() -> None:
    graph = fiche("Budget : État : 1 000 € (sollicité) ; Commune : 500 € (voté) ; CAF : 200 €").description.graph
    firmness = {str(f).rpartition("/")[2] for f in graph.objects(None, MLG.fermete)}
    assert firmness == {"sollicite", "vote", "potentiel"}


def test_the_same_funder_with_two_kinds_of_credit_has_two_lines() -> None:
    graph = fiche("Budget : État (BOP 147) : 1 000 € ; État (droit commun) : 500 € ; État : 20 €").description.graph
    lines = {
        (str(graph.value(line, MLG.natureCredit)).rpartition("/")[2], str(graph.value(line, MLG.montant)))
        for line in graph.subjects(MLG.financeur)
    }
    assert lines == {("credit-specifique", "1000.0"), ("droit-commun", "500.0"), ("non-precise", "20.0")}


def test_a_total_is_no_funder() -> None:
    reading = fiche("Budget : 20 000 €\n\nCoût total : 20 000 €\n\nFinanceurs : Total : 20 000 €")
    assert amounts(reading) == {}
    precisions = {str(words) for words in reading.description.graph.objects(None, MLG.precision)}
    assert precisions == {"Budget : 20 000 €", "Coût total : 20 000 €", "Total : 20 000 €"}


def test_no_person_is_kept() -> None:
    text = (
        "Pilote : CCAS (Mme Ada Exemple, ada@exemple.fr)\n\nContact : Léo Exemple\n\n05 00 00 00 00\n\n"
        "Partenaires : M. Jean Exemple, Commune\n\nDescription : appeler le 06 00 00 00 00"
    )
    reading = fiche(text)
    kept = " ".join(str(o) for o in reading.description.graph.objects() if isinstance(o, Literal))
    assert not [word for word in ("Exemple", "exemple", "00 00") if word in kept]
    assert roles(reading) == {("ccas", "pilote"), ("commune", "partenaire")}


def test_an_unknown_field_is_told_and_is_not_taken_for_what_stands_before_it() -> None:
    text = "Description : Un atelier.\n\nMoyens humains : un animateur\n\net deux bénévoles\n\nPilote : CCAS"
    reading = fiche(text)
    assert "le champ « Moyens humains » de la fiche n'est pas connu : il n'est pas lu" in {
        message for _, message in reading.description.misunderstood
    }
    left = [entry.line for entry in reading.entries if entry.fate is Fate.NOT_UNDERSTOOD]
    assert [reading.document.lines[line - 1] for line in left] == ["Moyens humains : un animateur", "et deux bénévoles"]
    assert {str(words) for words in reading.description.graph.objects(None, MLG.precision)} == {"Un atelier."}


def test_each_field_stands_where_it_is_written() -> None:
    reading = fiche("Pilote : CCAS\n\nPartenaires\tCommune")
    graph = reading.description.graph
    places = {
        (str(graph.value(passage, MLG.colonne)), int(str(graph.value(passage, MLG.ligneDebut))), str(passage)[-4:])
        for part in graph.subjects(MLG.role)
        for passage in graph.objects(part, PROV.wasDerivedFrom)
    }
    assert places == {("Pilote", 5, "ccas"), ("Partenaires", 7, "s/c2")}


def test_a_sheet_whose_name_is_that_of_the_action_is_a_fiche() -> None:
    book = Workbook()
    book.worksheets[0].title = "Cahier des fiches action"
    book.worksheets[0].append(["Contrat de ville de Brasac-les-Ormes"])
    for name, pilot in (("Atelier vélo", "CCAS"), ("Jardin", "Commune")):
        sheet = book.create_sheet(name)
        sheet.append(["Pilote", pilot])
        sheet.append(["Échéance", "2026"])
    reading = read("brasac-les-ormes-fiches.xlsx", saved(book))
    assert labels(reading) == {"Atelier vélo", "Jardin"}
    assert roles(reading) == {("ccas", "pilote"), ("commune", "pilote")}


def test_two_fiches_of_one_action_keep_one_status_and_tell_the_other() -> None:
    text = "Statut : en cours\n\nFiche action n° 2 : Atelier vélo\n\nStatut : terminée"
    graph = fiche(text).description.graph
    assert [str(status).rpartition("/")[2] for status in graph.objects(None, MLG.statut)] == ["en-cours"]
    assert {str(notice) for notice in graph.objects(None, MLG.signalement)} == {"une autre ligne la dit « effectuee »"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("État : 12 000 €", [("État", "12000")]),
        ("État 12.000 € TTC, Commune 8 000,50 euros", [("État", "12000"), ("Commune", "8000.50")]),
        ("État (BOP 147 ; DPV) : 1,2 M€", [("État", "1200000.0")]),
        ("BOP 147 120 000 €", [("BOP 147", "120000")]),
        ("12 000 € (État) + 8 000 € (Commune)", [("", "12000"), ("", "8000")]),
        ("entre 10 000 et 12 000 € de la CAF", [("entre", None)]),
        ("CAF", [("CAF", None)]),
        ("", []),
    ],
)
def test_a_plan_of_funding_is_cut_in_pieces(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(each.words, each.amount and str(each.amount)) for each in shares(text)] == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("40 jeunes accompagnés", ("40", "jeunes accompagnés")),
        ("Nombre de jeunes : 40 par an", ("40", "Nombre de jeunes, par an")),
        ("Nombre de jeunes = 40", ("40", "Nombre de jeunes")),
        ("1 200 repas servis en 2025", ("1200", "repas servis en 2025")),
        ("12,5 % de sorties positives", ("12.5", "% de sorties positives")),
        ("Nombre de jeunes", None),
        ("40", None),
        ("Bilan fin 2026", None),
    ],
)
def test_an_indicator_with_one_number_is_a_quantity(line: str, expected: tuple[str, str] | None) -> None:
    found = parse_target(line)
    assert (found and (str(found.quantity), found.unit)) == expected


def text_of(count: int) -> bytes:
    one = "Fiche action n° {n} : Atelier {n}\n\nPilote : CCAS\n\nBudget : État : {n} €\n\n"
    fiches = "".join(one.format(n=number) for number in range(1, count + 1))
    return f"Contrat de ville de Brasac-les-Ormes\n\n{fiches}".encode()


@pytest.mark.parametrize(
    ("name", "nature"),
    [
        ("Résultats attendus", "visee"),
        ("Résultats obtenus", "atteinte"),
        ("Cibles chiffrées", "visee"),
        ("Indicateurs", None),
    ],
)
def test_the_name_of_a_field_tells_whether_a_figure_is_aimed_at_or_reached(name: str, nature: str | None) -> None:
    graph = fiche(f"Pilote : CCAS\n\n{name} : 40 jeunes").description.graph
    assert [str(each) for each in graph.objects(None, MLG.quantite)] == ["40.0"]
    found = [str(each).rpartition("/")[2] for each in graph.objects(None, MLG.natureCible)]
    assert found == ([nature] if nature else [])


def calls(count: int) -> int:
    """Return how many functions are called to read some fiches."""
    content, called = text_of(count), 0

    def count_call(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal called
        called += event == "call"

    before = sys.getprofile()
    sys.setprofile(count_call)
    try:
        read("brasac-les-ormes-fiches.md", content)
    finally:
        sys.setprofile(before)
    return called


def test_twice_as_many_fiches_take_twice_as_many_steps() -> None:
    calls(10)  # what is kept from one reading to the next is kept now
    first, second, third = calls(100), calls(200), calls(300)
    assert abs((third - second) - (second - first)) <= (second - first) // 20


def test_ten_thousand_fiches_are_recognised() -> None:
    layout = next(each for each in layouts() if each.name == "Fiches action")
    document = ocr_text.read("x.md", text_of(10_000))
    records, ledger = recognise(document, layout)
    assert len(records.rows) == 10_000
    assert {entry.fate for entry in ledger.close(document)} == {Fate.REPRESENTED}


def test_what_a_person_made_known_is_cited_by_its_name() -> None:
    known = CURATION + Graph().parse(
        data="""
        @prefix mlg: <https://w3id.org/maillage/ontology#> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        <urn:sociale> a mlg:Pilier ; skos:prefLabel "Cohésion sociale"@fr .
        """
    )
    graph = read_document("x.md", (HEAD + "Pilier : Cohésion sociale").encode(), curation=known).description.graph
    assert {str(element) for element in graph.objects(None, MLG.repondA)} == {"urn:sociale"}
    assert not [1 for _, p, _ in said(graph) if p == MLG.niveau]
