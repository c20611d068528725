"""A document line by line: what stands on each, what was taken from it, and what no address can make of it."""

import hashlib
from pathlib import Path

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from data.at_hand import Library, kept
from data.formats import read
from service.app import create_app
from service.documents.lines import NoSuchLinesError, asked_lines, leaf_at, lines_of
from service.documents.sources import Sources
from tests.service.conftest import BROWSER, POISON
from tests.service.markup import Page

DOCUMENT = "/documents/clairval/contrat-2030"
MLG = "https://w3id.org/maillage/ontology#"


def contract(
    twentieth: str = "Maison de santé\tCommune\tCommune Etat ou Région Structure porteuse", more: int = 0
) -> bytes:
    above = ["# Contrat de ville de Clairval", *(f"- Point {number}" for number in range(2, 20))]
    return "\n".join([*above, twentieth, *(f"Ligne de plus {number}" for number in range(more))]).encode()


def serving(store: ox.Store, folder: Path, content: bytes, *, name: str = "contrat.md") -> TestClient:
    """Serve the towns with a document of Clairval that has the digest which the graph keeps."""
    (folder / name).write_bytes(content)
    digest = ox.Literal(hashlib.sha256(content).hexdigest())
    known = ox.Store()
    known.extend(
        ox.Quad(quad.subject, quad.predicate, digest, quad.graph_name)
        if quad.predicate.value == f"{MLG}empreinte" and "clairval" in str(quad.subject)
        else quad
        for quad in store
    )
    app = create_app(store=known, directory=Path("nowhere"), revision="essai", library=Library([folder]))
    return TestClient(app, headers=BROWSER)


@pytest.fixture
def at_hand(store: ox.Store, tmp_path: Path) -> TestClient:
    return serving(store, tmp_path, contract())


def test_a_line_is_shown_with_its_number_its_cells_and_what_was_taken_from_it(at_hand: TestClient) -> None:
    page = Page(at_hand.get(f"{DOCUMENT}?ligne=20").text)
    assert "20 Maison de santé Commune Commune Etat ou Région Structure porteuse Action : Chantier jeunes" in page.text
    row = next(each for each in page.all("tr") if each.get("id") == "l20")
    assert "asked" in (row["class"] or "").split()
    assert "/id/clairval/action/chantier-jeunes" in page.links


def test_only_the_lines_that_are_asked_for_are_marked(at_hand: TestClient) -> None:
    page = Page(at_hand.get(f"{DOCUMENT}?ligne=3-4").text)
    marked = [each["id"] for each in page.all("div") if "asked" in (each.get("class") or "")]
    assert marked == ["l3", "l4"]
    assert Page(at_hand.get(DOCUMENT).text).all("mark") == []


def test_one_cell_can_be_asked_for(at_hand: TestClient) -> None:
    text = at_hand.get(f"{DOCUMENT}?ligne=20&cellule=3").text
    assert "<mark><bdi>Commune Etat ou Région Structure porteuse</bdi></mark>" in text
    assert len(Page(text).all("mark")) == 1


def test_a_document_that_is_not_at_hand_says_so_and_how_to_put_it_there(site: TestClient) -> None:
    text = Page(site.get(f"{DOCUMENT}?ligne=20").text).text
    assert "Ce document n'est pas sur cette machine." in text
    assert "maillage serve --documents DOSSIER" in text
    assert "Ligne 20 Action : Chantier jeunes" in text
    assert "Ce qui en a été tiré" not in Page(site.get(DOCUMENT).text).text


@pytest.mark.parametrize("asked", ["abc", "0", "99999999", "4-3"])
def test_what_is_no_line_is_refused_even_where_the_document_is_elsewhere(asked: str, site: TestClient) -> None:
    assert site.get(f"{DOCUMENT}?ligne={asked}").status_code == 400


def test_another_version_of_a_document_is_not_shown_for_it(store: ox.Store, tmp_path: Path) -> None:
    client = serving(store, tmp_path, contract())
    (tmp_path / "contrat.md").write_bytes(contract("Autre chose"))
    text = Page(client.get(DOCUMENT).text).text
    assert "Ce document n'est pas sur cette machine." in text
    assert "Autre chose" not in text


def test_a_document_that_does_not_let_itself_be_read_says_why(store: ox.Store, tmp_path: Path) -> None:
    client = serving(store, tmp_path, b"\0\0\0")
    assert "ne se lit pas : contrat.md : ce n'est pas un fichier texte" in Page(client.get(DOCUMENT).text).text.replace(
        "\N{NO-BREAK SPACE}", " "
    )


@pytest.mark.parametrize(
    "asked", ["abc", "0", "-1", "1000000000", "99999", "4-3", "3-99999", "1e3", "٣", "3;4", "\0", "914'--", "<script>"]
)
@pytest.mark.parametrize("field", ["ligne", "depuis"])
def test_a_line_that_cannot_be_is_refused_with_what_can(asked: str, field: str, at_hand: TestClient) -> None:
    answer = at_hand.get(DOCUMENT, params={field: asked})
    assert answer.status_code == 400
    assert "Donnez un numéro de 1 à 20" in Page(answer.text).text
    assert "<script>" not in answer.text


@pytest.mark.parametrize("cell", ["0", "abc", "-1", "10" * 9, "٣", ""])
def test_a_cell_that_cannot_be_marks_none(cell: str, at_hand: TestClient) -> None:
    answer = at_hand.get(DOCUMENT, params={"ligne": "20", "cellule": cell})
    assert (answer.status_code, Page(answer.text).all("mark")) == (200, [])


@pytest.mark.parametrize(
    "path",
    [
        "/documents/clairval/absent",
        "/documents/nulle-part/contrat-2030",
        "/documents/clairval/..%2f..%2f..%2fetc%2fpasswd",
        "/documents/clairval/%00",
        "/documents/..%2fclairval/contrat-2030",
        "/documents/clairval/contrat 2030<>",
        "/documents/clairval/javascript:alert(1)",
        f"/documents/clairval/{'a' * 5000}",
    ],
)
def test_no_address_shows_anything_but_a_document_of_a_contract(path: str, at_hand: TestClient) -> None:
    assert at_hand.get(path).status_code == 404


def test_whatever_a_line_says_is_shown_as_words(store: ox.Store, tmp_path: Path) -> None:
    client = serving(store, tmp_path, contract(f"{POISON}\t{POISON}"))
    text = client.get(f"{DOCUMENT}?ligne=20&cellule=1").text
    assert "<script>window" not in text
    assert "onerror='window" not in text
    assert "\u202e" not in text
    assert "⟨U+202E⟩" in text
    assert "{{7*7}}" in text


def test_a_long_document_is_shown_in_lengths_that_lead_to_each_other(store: ox.Store, tmp_path: Path) -> None:
    client = serving(store, tmp_path, contract(more=400))
    shown: list[int] = []
    address: str | None = DOCUMENT
    while address:
        page = Page(client.get(address).text)
        shown += [int((each["id"] or "")[1:]) for tag in ("div", "tr") for each in page.all(tag) if each.get("id")]
        address = next((each["href"] for each in page.all("a") if each.get("rel") == "next"), None)
    assert sorted(shown) == list(range(1, 421))


def test_a_page_stays_light_whatever_the_document_holds(store: ox.Store, tmp_path: Path) -> None:
    heavy = "\n".join(["x" * 1_000_000, *("\t".join(["<" * 400] * 10) for _ in range(200))]).encode()
    client = serving(store, tmp_path, heavy)
    first = client.get(f"{DOCUMENT}?ligne=1").text
    assert "996 000 caractères ne sont pas montrés : la ligne est trop longue." in Page(first).text
    assert max(len(client.get(f"{DOCUMENT}?ligne={number}").content) for number in (1, 2, 100, 201)) < 250_000


def test_the_lines_of_a_table_stand_together_and_the_page_is_said_once() -> None:
    text = "Sommaire\t1\nEnjeux\t- 2 -\n\n# Enjeux\n\nUn\nA\tB\nC\tD\nDeux\n"
    document = read("x.md", text.encode())
    runs = list(leaf_at(lines_of(document), 1).runs)
    assert [(run.is_table, [line.number for line in run.lines]) for run in runs] == [
        (True, [1, 2]),
        (False, [4, 6]),
        (True, [7, 8]),
        (False, [9]),
    ]


def test_a_blank_line_leads_to_the_lines_around_it() -> None:
    document = read("x.md", b"Un\n\n\nQuatre\n")
    assert [line.number for line in leaf_at(lines_of(document), 2).lines] == [1, 4]


def test_the_lines_of_an_empty_document_cannot_be_asked_for() -> None:
    with pytest.raises(NoSuchLinesError):
        asked_lines("2", 0)


def test_a_folder_that_is_none_is_told_on_the_console(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    Sources(Library([kept(), tmp_path]))
    assert caplog.messages == []
    Sources(Library([tmp_path / "dosier"]))
    assert caplog.messages == [
        f"{tmp_path / 'dosier'} n'est pas un dossier : aucun document n'y est pris (--documents)."
    ]


def test_a_thing_shows_the_words_of_its_cell_as_the_document_has_them(store: ox.Store, tmp_path: Path) -> None:
    client = serving(store, tmp_path, contract(f"Maison\tb\tc\td\tCommune, Etat ou Région {POISON}\tf"))
    answer = client.get("/id/clairval/action/maison-de-sante")
    page = Page(answer.text)
    assert "FINANCEURS Commune, Etat ou Région <script>window.poisoned = 1</script>" in page.text
    assert "<script>window" not in answer.text
    assert f"{DOCUMENT}?ligne=20&cellule=5#l20" in page.links
    marked = client.get(f"{DOCUMENT}?ligne=20&cellule=5").text
    assert "<mark><bdi>Commune, Etat ou Région &lt;script" in marked


def test_a_cell_that_the_document_has_not_is_shown_as_the_reading_kept_it(at_hand: TestClient) -> None:
    text = Page(at_hand.get("/id/clairval/action/maison-de-sante").text).text
    assert "FINANCEURS Commune Etat ou Région Structure porteuse" in text
