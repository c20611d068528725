"""Reading refuses what it cannot read, says why, and never crashes on what it can."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import SKOS

from data.reader import LARGEST, UnreadableDocument, read
from data.reading.layout import NoLayout, recognise_layout
from data.reading.layout_file import layouts
from data.reading.ledger import Fate
from data.reading.ocr_text import read as read_text
from data.text import fold, key, search

TORN = [
    "",
    "OS 1.1 : Agir",
    "suite",
    "P 1.1.1 - Ouvrir",
    "P1.1.2 - Fermer P 1.1.3 - Rouvrir",
    "En lien avec le protocole d'engagements renforcés et réciproques : Former (mesure 36)",
    "Priorités du contrat de ville",
    "1- Vivre",
    "Orientation transversale n°1 :",
]
TITLE = (
    "# AVENANT AU CONTRAT DE VILLE DE CLAIRVAL\n\n## PROTOCOLE D'ENGAGEMENTS RENFORCES ET RECIPROQUES 2021 - 2023\n\n"
)
ROADMAP = (
    TITLE
    + "## Feuille de route\n\n## En transversal\n\nACTION\tOBJECTIFS\tCIBLE\tDELAIS\tACTEURS\tFINANCEURS POTENTIELS\n"
)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "vide"),
        (b" \n\t\n", "vide"),
        (b"\xef\xbb\xbf", "vide"),
        ("Contrat".encode("utf-16"), "UTF-16"),
        ("Préfecture".encode("cp1252"), "octet 3 n'est pas de l'UTF-8"),
        (b"PK\x03\x04\0\0", "tronqué ou abîmé"),
        (b"%PDF-1.7\n\0", "« .md », mais le contenu est du format PDF"),
        (b"a" * (LARGEST + 1), "plus que les 20 Mo"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(content: bytes, message: str) -> None:
    with pytest.raises(UnreadableDocument, match=message):
        read("document.md", content)


def test_a_document_of_no_known_layout_is_refused_with_the_closest_one() -> None:
    with pytest.raises(NoLayout, match="il y manque « feuille de route »") as caught:
        read("autre.md", b"PROTOCOLE D'ENGAGEMENTS RENFORCES ET RECIPROQUES")
    assert caught.value.missing == ("feuille de route",)


def test_a_document_that_does_not_name_its_territory_asks_for_the_contract() -> None:
    text = "PROTOCOLE D'ENGAGEMENTS RENFORCES ET RECIPROQUES 2021 - 2023\n\n## Feuille de route\n"
    with pytest.raises(UnreadableDocument, match="--contract"):
        read("sans-nom.md", text.encode())
    assert read("sans-nom.md", text.encode(), contract="clairval").description.contract == "clairval"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=80), max_size=12))
def test_whatever_the_rows_hold_each_line_has_one_fate(lines: list[str]) -> None:
    content = (ROADMAP + "\n".join(lines)).encode()
    reading = read("hasard.md", content)
    filled = [n for n, line in enumerate(reading.document.lines, 1) if line.strip()]
    assert [entry.line for entry in reading.entries] == filled


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(alphabet="abÉ '(),/<>&*_|", max_size=12), min_size=6, max_size=6))
def test_whatever_the_cells_hold_a_row_is_represented(cells: list[str]) -> None:
    content = (ROADMAP + "x" + "\t".join(cells)).encode()
    reading = read("cellules.md", content)
    assert reading.entries[-1].fate is Fate.REPRESENTED


def test_a_column_that_the_layout_does_not_know_is_told() -> None:
    content = ROADMAP.replace("DELAIS", "DELAIS\tBUDGET") + "Fête\tDanser\tTous\t2022\t10 €\tCommune\tEtat\n"
    told = [message for _, message in read("colonne.md", content.encode()).description.misunderstood]
    assert "la colonne « BUDGET » n'est pas connue : elle n'est pas lue" in told


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.sampled_from(TORN), min_size=3, max_size=3), max_size=6))
def test_however_a_framework_table_is_torn_each_line_has_one_fate(rows: list[list[str]]) -> None:
    title = "## Piliers, Axes Stratégiques et Priorités 2023 Contrat de ville de Clairval\n\n"
    lines = ["\t".join(row) for row in rows]
    reading = read("tableau.md", (title + "\n".join(lines)).encode())
    assert len(reading.entries) == 1 + sum(1 for row in rows if any(row))
    codes = [str(code) for code in reading.description.graph.objects(None, SKOS.notation)]
    assert all(code.startswith(("P ", "OS ", "1", "n°")) for code in codes)


def test_a_line_of_a_megabyte_is_read_in_linear_time() -> None:
    content = (ROADMAP + "Fête\t" + "Danser " * 150_000 + "\tTous\t2022\tCommune\tEtat\n").encode()
    assert read("long.md", content).entries[-1].fate is Fate.REPRESENTED


def test_every_layout_file_is_whole() -> None:
    assert {layout.name for layout in layouts()} >= {"Tableau des piliers, orientations stratégiques et priorités"}
    for layout in layouts():
        for section in layout.sections:
            assert section.kind != "ignored" or section.reason, section


def test_the_layout_that_lacks_least_is_named() -> None:
    with pytest.raises(NoLayout) as caught:
        recognise_layout(read_text("x", b"rien"), layouts())
    assert caught.value.closest in {layout.name for layout in layouts()}


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="aÀéœ '’-_x", max_size=20))
def test_names_that_differ_by_case_accents_or_apostrophes_have_one_key(text: str) -> None:
    assert key(text.upper().replace("'", "’")) == key(text)


def test_a_pattern_gives_its_groups_in_the_original_spelling() -> None:
    assert search("coeur de (?P<ville>.+)", "Cœur de Nîmes") == {"ville": "Nîmes"}
    assert search("absent", "Nîmes") is None
