"""The fields of a fiche, and the columns of a table, are known by their words, in whatever order and spelling."""

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import RDF, SKOS

from data.reader import Reading
from data.reading.fields import field_of, field_patterns
from data.reading.layout_file import layouts
from ontology import MLG
from tests.data.formats.test_roadmaps import as_csv
from tests.data.reading.test_fiches import Triples, read, said

PATTERNS = field_patterns(next(each for each in layouts() if each.name == "Fiches action").options["roadmap"])

FIELDS = {
    "Orientation stratégique": "1.2 – Se déplacer sans voiture",
    "Pilote": "CCAS",
    "Porteur": "La Chaîne Libre",
    "Partenaires": "Commune, CAF",
    "Objectifs": "Apprendre à réparer",
    "Public visé": "Adolescents",
    "Quartiers prioritaires": "Les Ormes (QN08201M)",
    "Échéance": "Mars 2026",
    "Plan de financement": "État (BOP 147) : 12 000 € ; Commune : 8 000 €",
    "Indicateurs": "30 vélos réparés par an",
    "Statut": "en cours",
}
SYNONYMS = {
    "Orientation stratégique": ["Orientation", "Orientations stratégiques"],
    "Pilote": ["Pilotes", "Pilote(s) de l'action", "Chef de file", "Pilotage", "Structure pilote", "Co-pilote"],
    "Porteur": ["Porteur du projet", "Structure porteuse", "Maître d'ouvrage", "Maîtrise d'ouvrage", "Porteuse"],
    "Partenaires": ["Partenaire(s)", "Partenariat", "Partenaires associés", "Partenaires de l'action"],
    "Objectifs": ["Objectif(s) de l'action", "Finalités", "Objectif", "Objectifs visés", "Objectifs poursuivis"],
    "Public visé": ["Public", "Publics cibles", "Bénéficiaires", "Cible", "Public(s) concerné(s)", "Public cible"],
    "Quartiers prioritaires": ["QPV", "Quartier(s) prioritaire(s) concerné(s)", "Quartiers", "QPV concernés"],
    "Échéance": ["Calendrier", "Délai", "Échéancier", "Période de réalisation", "Durée", "Calendrier prévisionnel"],
    "Plan de financement": ["Financeurs", "Budget prévisionnel", "Financements", "Budget", "Co-financeurs"],
    "Indicateurs": ["Indicateurs d'évaluation", "Évaluation", "Indicateur", "Indicateur(s) de suivi"],
    "Statut": ["État d'avancement", "Avancement", "Statut de l'action", "État de réalisation"],
}


def fiche(fields: dict[str, str]) -> bytes:
    lines = [f"{name} : {value}" for name, value in fields.items()]
    return "\n\n".join(["Contrat de ville de Brasac-les-Ormes", "Fiche action n° 1 : Atelier vélo", *lines]).encode()


def told(fields: dict[str, str]) -> Reading:
    return read("brasac-les-ormes-fiches.md", fiche(fields))


def statements(fields: dict[str, str]) -> Triples:
    return said(told(fields).description.graph)


def composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


WHOLE = statements(FIELDS)


def test_the_fiche_of_the_test_is_read_whole() -> None:
    assert told(FIELDS).description.misunderstood == ()
    assert sum(1 for _, _, kind in WHOLE if kind == MLG.Participation) == 4
    assert {str(o) for _, p, o in WHOLE if p == MLG.montant} == {"12000.0", "8000.0"}


@settings(max_examples=20, deadline=None)
@given(st.permutations(list(FIELDS)))
def test_the_order_of_the_fields_says_nothing(order: list[str]) -> None:
    assert statements({name: FIELDS[name] for name in order}) == WHOLE


@settings(max_examples=25, deadline=None)
@given(
    change=st.sampled_from([str.lower, str.upper, str.title]),
    spell=st.sampled_from([composed, decomposed]),
    bare=st.booleans(),
    pad=st.sampled_from(["", " ", "\u00a0 "]),
)
def test_the_case_accents_and_spacing_of_their_names_say_nothing(
    change: Callable[[str], str], spell: Callable[[str], str], pad: str, *, bare: bool
) -> None:
    def spelt(name: str) -> str:
        plain = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
        return pad + spell(change(plain if bare else name)) + pad

    assert statements({spelt(name): value for name, value in FIELDS.items()}) == WHOLE


@settings(max_examples=40, deadline=None)
@given(st.fixed_dictionaries({name: st.sampled_from([name, *others]) for name, others in SYNONYMS.items()}))
def test_a_synonym_of_a_name_says_the_same(names: dict[str, str]) -> None:
    assert statements({names[name]: value for name, value in FIELDS.items()}) == WHOLE


@pytest.mark.parametrize(("name", "synonym"), [(name, each) for name, others in SYNONYMS.items() for each in others])
def test_each_synonym_is_the_field_that_its_name_is(name: str, synonym: str) -> None:
    assert field_of(synonym, PATTERNS) == field_of(name, PATTERNS) is not None


@pytest.mark.parametrize("missing", FIELDS)
def test_a_missing_field_does_not_change_what_the_others_say(missing: str) -> None:
    left = statements({name: value for name, value in FIELDS.items() if name != missing})
    assert left - WHOLE <= {triple for triple in left if triple[1] == MLG.statut}
    assert WHOLE - left, missing


@settings(max_examples=30, deadline=None)
@given(
    st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=60), st.sampled_from([*FIELDS])
)
def test_whatever_a_field_holds_each_line_has_one_fate(value: str, name: str) -> None:
    reading = told({**FIELDS, name: value})
    filled = [number for number, line in enumerate(reading.document.lines, 1) if line.strip()]
    assert [entry.line for entry in reading.entries] == filled


TABLE_HEADER = ["Action", "Pilote", "Partenaires", "Public", "QPV", "Calendrier", "Budget", "Indicateurs", "Statut"]
TABLE = [
    "Atelier vélo",
    "CCAS",
    "Commune\nCAF",
    "Adolescents",
    "Les Ormes (QN08201M)",
    "2025",
    "État : 9 k€",
    "30 vélos",
    "",
]
COVER = "Engagements Quartiers 2030\nQuartiers prioritaires\nEnjeux\n"


def table(header: list[str], row: list[str]) -> Triples:
    """Return what a table of actions says in a contract of 2024-2030, its cells told by lines of a page."""
    cells = ["".join(f"<td>{cell.replace(chr(10), '<br>')}</td>" for cell in each) for each in (header, row)]
    cover = "".join(f"<p>{line}</p>" for line in COVER.split("\n"))
    body = f"<h1>Contrat de ville de Brasac-les-Ormes</h1>{cover}<h2>Programme d'actions</h2>"
    page = f"<html>{body}<table><tr>{cells[0]}<tr>{cells[1]}</table></html>"
    return said(read("brasac-les-ormes-contrat.html", page.encode()).description.graph)


@settings(max_examples=20, deadline=None)
@given(st.permutations(range(len(TABLE))))
def test_the_order_of_the_columns_of_a_table_says_nothing(order: list[int]) -> None:
    assert table([TABLE_HEADER[i] for i in order], [TABLE[i] for i in order]) == table(TABLE_HEADER, TABLE)


def test_a_table_of_a_contract_of_2030_says_who_pays_and_how_much() -> None:
    found = table(TABLE_HEADER, TABLE)
    assert {str(o) for _, p, o in found if p == MLG.montant} == {"9000.0"}
    assert {str(o).rpartition("/")[2] for _, p, o in found if p == MLG.role} == {"pilote", "partenaire"}


QUARTERS = """Contrat de ville de Brasac-les-Ormes
Engagements Quartiers 2030
Enjeux
## Géographie prioritaire
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Quartier\tCode\nLes Ormes\tQN08201M\nLa Gare\t-", {("Les Ormes", "QN08201M")}),
        ("Code\tQuartier\nQN08201M\tLes Ormes", {("Les Ormes", "QN08201M")}),
        ("- Quartier Les Ormes (QN08201M)", {("Les Ormes", "QN08201M")}),
        ("Les Ormes (QN08201M) et La Gare (QN08202M)", {("Les Ormes", "QN08201M"), ("La Gare", "QN08202M")}),
        ("Les quartiers sont connus.", set()),
        ("## Projets de quartier\n\n### Projet du quartier : Les Ormes", {("Les Ormes", "")}),
    ],
)
def test_a_quartier_has_its_code_only_where_the_document_gives_it(text: str, expected: set[tuple[str, str]]) -> None:
    graph = read("x.md", (QUARTERS + "\n" + text).encode()).description.graph
    quarters = graph.subjects(RDF.type, MLG.QuartierPrioritaire)
    found = {(str(graph.value(q, SKOS.prefLabel)), str(graph.value(q, MLG.codeQPV) or "")) for q in quarters}
    assert found == expected


def test_the_table_of_actions_alone_is_still_one() -> None:
    rows = [["Fête", "Danser", "Familles", "2022", "Commune", "Commune"]]
    header = ["ACTION", "OBJECTIFS", "CIBLE", "DELAIS", "ACTEURS", "FINANCEURS POTENTIELS"]
    reading = read("actions.csv", as_csv(header, rows).replace(b"Clairval", b"Brasac-les-Ormes"))
    assert reading.layout.name == "Tableau d'actions (feuille de route seule)"
