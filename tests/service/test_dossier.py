"""A dossier says what the documents say, and what they do not; both formats hold it whole, and nothing else."""

import datetime as dt
import io
import re
import tomllib
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import docx
import pyoxigraph as ox
import pytest
from docx.oxml.ns import qn
from playwright.sync_api import Browser
from playwright.sync_api import Page as BrowserPage
from typer.testing import CliRunner, Result

from data import naming
from data.store import OpenStore
from queries.ask import UnknownValue, ask
from queries.catalogue import catalogue
from queries.errors import AmbiguousValue
from service.cli import app
from service.dossier.compose import compose
from service.dossier.docx import to_docx
from service.dossier.findings import Sought
from service.dossier.html import to_html
from service.dossier.matter import Matter
from service.dossier.outline import OUTLINES
from service.dossier.parts import Dossier, Findings, Paragraph, Picture, Table
from service.dossier.subject import Kind, find
from service.dossier.tables import Heading, Told
from service.world import read_world
from tests.service.markup import Page

DAY = dt.date(2026, 11, 26)
ROADMAP = tomllib.loads((Path(__file__).parents[1] / "moissac.toml").read_text("utf-8"))["row"]
HEALTH = "Création d'une Maison de Santé Pluridisciplinaire entre les 2 QPV"

Composing = Callable[..., Dossier]


@pytest.fixture(scope="module")
def composing(bundle: OpenStore) -> Composing:
    """Compose dossiers on the bundled contracts, each once."""

    @cache
    def composed(kind: Kind, value: str, *contracts: str) -> Dossier:
        return compose(bundle, kind, value, contracts=contracts, day=DAY)

    return composed


@pytest.fixture
def towns(store: ox.Store) -> OpenStore:
    return OpenStore(store, Path("nowhere"), "0123abcd")


def table(dossier: Dossier, caption: str) -> Table:
    blocks = [block for section in dossier.sections for block in section.blocks]
    return next(block for block in blocks if isinstance(block, Table) and block.caption.startswith(caption))


def figures(dossier: Dossier) -> dict[str, tuple[str, str]]:
    return {label: (value, unknown) for label, value, unknown in table(dossier, "Les chiffres clés").rows}


def findings(dossier: Dossier) -> list[str]:
    blocks = [block for section in dossier.sections for block in section.blocks]
    return [each.statement for block in blocks if isinstance(block, Findings) for each in block.findings]


def said(dossier: Dossier) -> str:
    """Return all the words of a dossier."""
    words = [dossier.title, dossier.summary, *dossier.notices]
    for section in dossier.sections:
        words.append(section.title)
        for block in section.blocks:
            if isinstance(block, Table):
                words += [block.caption, block.left, *block.headers, *(cell for row in block.rows for cell in row)]
            elif isinstance(block, Findings):
                words += [text for each in block.findings for text in (each.statement, *each.cases, each.remedy)]
            elif isinstance(block, Picture):
                words += [block.title, block.description, block.caption]
            elif isinstance(block, Paragraph):
                words.append(block.text)
    return "\n".join(words)


# What a person read in the documents


def test_the_roadmap_of_moissac_has_the_rows_that_a_person_counted(composing: Composing) -> None:
    told = figures(composing(Kind.CONTRACT, "moissac"))
    assert len({row["action"] for row in ROADMAP}) == 29
    assert told["Actions"][0].startswith("29 actions dans la feuille de route")


def test_the_lines_of_the_roadmap_are_all_potential_and_none_has_an_amount(composing: Composing) -> None:
    rungs = {row[0]: row[1:4] for row in table(composing(Kind.CONTRACT, "moissac"), "Les lignes de financement").rows}
    funders = [funder for row in ROADMAP for funder in row.get("funders", [])]
    assert rungs["potentiel"] == (str(len(funders)), str(len(funders)), "inconnu")
    # « l'ARS accorde une aide de 50 000 € »: one line of four has an amount, so that the sum is at least that
    assert rungs["promis"] == ("4", "3", "≥ 50 000 €")


def test_a_row_of_the_roadmap_without_a_funder_is_a_finding(composing: Composing) -> None:
    # the gym stands in two rows, and a person wrote down its funders once
    alone = {row["action"] for row in ROADMAP} - {row["action"] for row in ROADMAP if row.get("funders")}
    assert f"{len(alone)} actions de la feuille de route n'ont aucun financeur." in findings(
        composing(Kind.CONTRACT, "moissac")
    )
    assert figures(composing(Kind.CONTRACT, "moissac"))["Sans financeur"][0].startswith(f"{len(alone)} actions")


def test_montauban_has_the_framework_that_a_person_counted_and_nothing_else_is_known(composing: Composing) -> None:
    dossier = composing(Kind.CONTRACT, "montauban")
    told = figures(dossier)
    assert told["Cadre stratégique"][0] == (
        "3 orientations transversales, 3 piliers, 11 orientations stratégiques et 33 priorités"
    )
    assert told["Actions, acteurs, financements, échéances"][0] == "inconnu"
    assert "on ne le sait pas" in dossier.notices[0]
    assert "aucune action" not in said(dossier)
    assert "Qui finance, et avec quelle fermeté" not in [section.title for section in dossier.sections]


def test_each_priority_of_montauban_is_unknown_and_none_is_without_action(composing: Composing) -> None:
    told = table(composing(Kind.CONTRACT, "montauban"), "Le cadre stratégique")
    assert told.headers == ("Élément du cadre", "Priorités", "Inconnu")
    assert ("1 Cohésion sociale", "19", "19") in told.rows
    assert ("3 Cadre de vie et renouvellement urbain", "9", "9") in told.rows


def test_the_measures_that_montauban_relays_are_those_that_a_person_found(composing: Composing) -> None:
    dossier = composing(Kind.CONTRACT, "montauban")
    relayed = table(dossier, "Les mesures nationales relayées")
    # eight are quoted by number in the document, and the 37th by its words alone
    assert [row[0] for row in relayed.rows] == ["3", "5", "6", "7", "8", "18", "28", "36", "37"]
    assert figures(dossier)["Mesures nationales"][0] == "9 relayées sur 40"


def test_the_five_potential_funders_of_the_health_centre_stand_beside_it(composing: Composing) -> None:
    row = next(row for row in ROADMAP if row["action"] == HEALTH)
    assert len(row["funders"]) == 5
    dossier = composing(Kind.ACTOR, "ARS", "moissac")
    told = next(cells for cells in table(dossier, "Les actions").rows if cells[0] == HEALTH)
    assert told[3] == (
        "potentiel : Agence régionale de santé Occitanie, Communauté de communes Terres des Confluences, "
        "Commune de Moissac, Conseil départemental de Tarn-et-Garonne et PETR"
    )


def test_the_actions_of_an_actor_are_those_where_the_roadmap_and_the_text_name_it(composing: Composing) -> None:
    dossier = composing(Kind.ACTOR, "CAF", "moissac")
    named = {row["action"] for row in ROADMAP if "CAF" in (*row.get("actors", []), *row.get("funders", []))}
    told = [row for row in table(dossier, "Les actions").rows if "dite dans le texte" not in row[1]]
    assert {row[0] for row in told} == named
    assert figures(dossier)["Actions"][0].startswith(f"{len(named)} actions dans la feuille de route")
    assert ("signataire", "Contrat de ville de Moissac") in [row[:2] for row in table(dossier, "Les autres").rows]


def test_a_quartier_has_the_rows_of_the_roadmap_that_name_it(composing: Composing) -> None:
    dossier = composing(Kind.QUARTER, "Sarlac")
    named = {row["action"] for row in ROADMAP if "Sarlac" in row.get("quarters", [])}
    told = {row[0] for row in table(dossier, "Les actions").rows if "dite dans le texte" not in row[1]}
    assert {action[:90] for action in named} == {action[:90] for action in told}
    assert "248 actions dont le quartier n'est pas dit" in said(dossier)


def test_a_priority_says_what_it_stands_under(composing: Composing) -> None:
    dossier = composing(Kind.ELEMENT, "P 1.1.1")
    assert dossier.kind == "priorité P 1.1.1"
    assert "« 1 Cohésion sociale » et « OS 1.1 " in dossier.summary
    places = [(" ".join(row[0].split()[:2]), row[2]) for row in table(dossier, "Sa place").rows]
    assert places == [
        ("1 Cohésion", "au-dessus"),
        ("OS 1.1", "au-dessus"),
        ("P 1.1.1", "ce dossier"),
        ("P 1.1.2", "à côté"),
        ("P 1.1.3", "à côté"),
        ("P 1.1.4", "à côté"),
    ]
    assert table(dossier, "Où c'est écrit").rows[0][-1] == "10"
    assert len(dossier.notices) == 1


def test_an_element_gathers_the_actions_of_what_stands_under_it(composing: Composing) -> None:
    whole = figures(composing(Kind.ELEMENT, "moissac/element/developper-le-lien-social"))
    assert whole["Priorités"][0].endswith("sur 7")


# What is unknown is not zero, in invented towns


def test_a_contract_without_roadmap_tells_no_action_and_says_why(towns: OpenStore) -> None:
    dossier = compose(towns, Kind.CONTRACT, "valdor", day=DAY)
    assert dossier.notices[0].startswith("Aucune feuille de route n'est chargée pour le contrat de ville de Valdor.")
    assert (
        dossier.summary
        == "Le contrat de ville de Valdor se décline en 1 pilier, 1 orientation stratégique et 1 priorité."
    )
    assert "sans action" not in dossier.summary
    assert not re.search(r"aucune action|aucun financeur", said(dossier))
    assert figures(dossier)["Actions, acteurs, financements, échéances"][0] == "inconnu"
    assert not any(isinstance(block, Picture) for section in dossier.sections for block in section.blocks)


def test_amounts_are_told_rung_by_rung_and_never_added(towns: OpenStore) -> None:
    rows = table(compose(towns, Kind.CONTRACT, "clairval", day=DAY), "Les lignes de financement").rows
    assert [row[0] for row in rows] == ["potentiel", "voté"]
    assert not any(row[0].casefold() == "total" for row in rows)


def test_a_state_actor_of_several_contracts_is_told_in_those_that_name_it(towns: OpenStore) -> None:
    assert compose(towns, Kind.ACTOR, "État", day=DAY).context == "Contrat de ville de Clairval"
    both = compose(towns, Kind.ACTOR, "État", contracts=["clairval", "valdor"], day=DAY)
    assert both.context == "Contrat de ville de Clairval · Contrat de ville de Valdor"
    assert "Valdor" in both.notices[0]


def test_a_list_that_is_too_long_says_how_much_is_left_and_where(composing: Composing) -> None:
    bodies = table(composing(Kind.CONTRACT, "moissac"), "Où l'on se réunit")
    assert len(bodies.rows) == 10
    assert re.fullmatch(r"… et 11 autres lignes : voir /questions/instances\?contrat=moissac&revision=\w+", bodies.left)


def test_at_most_ten_findings_are_told_each_with_what_would_close_it(composing: Composing) -> None:
    for subject in ((Kind.CONTRACT, "moissac"), (Kind.CONTRACT, "montauban"), (Kind.ACTOR, "Commune de Moissac")):
        blocks = [block for section in composing(*subject).sections for block in section.blocks]
        told = [each for block in blocks if isinstance(block, Findings) for each in block.findings]
        assert 0 < len(told) <= 10
        assert all(each.remedy and each.cases and each.address.startswith("/questions/") for each in told)


def test_a_finding_is_told_in_the_words_of_its_question(composing: Composing, bundle: OpenStore) -> None:
    rows = ask(bundle.store, catalogue()["priorites-non-couvertes"], {"contrat": ["moissac"]}).records()
    alone = [row for row in rows if row["etat"] == "non couverte"]
    blocks = [block for section in composing(Kind.CONTRACT, "moissac").sections for block in section.blocks]
    told = [each for block in blocks if isinstance(block, Findings) for each in block.findings]
    finding = next(each for each in told if each.statement == f"{len(alone)} priorités n'ont aucune action.")
    assert finding.cases[0] == alone[0]["constat"]
    assert finding.remedy.casefold() == str(alone[0]["remede"]).casefold()


def test_every_question_of_the_outlines_that_exists_has_the_columns_told_of_it() -> None:
    told = [each for outline in OUTLINES.values() for _, tellings in outline for each in tellings]
    for each in (one for one in told if isinstance(one, Told) and one.question in catalogue()):
        assert set(each.columns) <= {column.name for column in catalogue()[each.question].columns}


def test_a_question_that_the_catalogue_does_not_hold_tells_nothing(towns: OpenStore) -> None:
    world = read_world(towns.store, directory=towns.directory, revision=towns.revision)
    matter = Matter(world, find(towns.store, Kind.CONTRACT, "clairval"), DAY)
    assert list(Told("nulle-part", "Rien", {"x": Heading("X")})(matter)) == []
    assert Sought("nulle-part", "x", "Un.", "{n}.", "rien.").find(matter) is None


def test_a_table_that_must_be_whole_is_not_told_when_it_is_too_long(towns: OpenStore) -> None:
    world = read_world(towns.store, directory=towns.directory, revision=towns.revision)
    matter = Matter(world, find(towns.store, Kind.CONTRACT, "clairval"), DAY)
    told = Told("financements", "Lignes", {"action": Heading("Action"), "annee": Heading("Année")}, whole=True)
    assert [type(block) for block in told(matter)] == [Table]
    assert list(replace(told, most=1)(matter)) == []


def test_a_column_that_is_empty_in_all_rows_is_left_out(composing: Composing) -> None:
    assert table(composing(Kind.CONTRACT, "moissac"), "Où l'on se réunit").headers == (
        "Instance",
        "Fois par an",
        "Animée par",
    )


# Both formats


def every(composing: Composing) -> Iterator[Dossier]:
    yield composing(Kind.CONTRACT, "moissac")
    yield composing(Kind.CONTRACT, "montauban")
    yield composing(Kind.ACTOR, "CAF", "moissac")
    yield composing(Kind.QUARTER, "Sarlac")
    yield composing(Kind.ELEMENT, "P 1.1.1")
    yield composing(Kind.ELEMENT, "moissac/element/developper-le-lien-social")


def test_the_same_dossier_gives_the_same_bytes(bundle: OpenStore, composing: Composing) -> None:
    again = compose(bundle, Kind.CONTRACT, "moissac", day=DAY)
    assert again == composing(Kind.CONTRACT, "moissac")
    assert to_docx(again) == to_docx(composing(Kind.CONTRACT, "moissac"))
    assert to_html(again) == to_html(composing(Kind.CONTRACT, "moissac"))


def test_word_holds_headings_tables_with_a_header_that_repeats_and_a_picture_that_is_told(composing: Composing) -> None:
    for dossier in every(composing):
        read = docx.Document(io.BytesIO(to_docx(dossier)))
        assert [p.text for p in read.paragraphs if p.style and p.style.name == "Title"] == [_flat(dossier.title)]
        headings = [p.text for p in read.paragraphs if p.style and p.style.name == "Heading 1"]
        assert headings == [_flat(section.title) for section in dossier.sections]
        blocks = [block for section in dossier.sections for block in section.blocks]
        tables = [block for block in blocks if isinstance(block, Table)]
        assert [_rows(each) for each in read.tables] == [
            [_cells(each.headers), *map(_cells, each.rows)] for each in tables
        ]
        assert all(each.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for each in read.tables)
        pictures = [block for block in blocks if isinstance(block, Picture)]
        assert [shape._inline.docPr.get("descr") for shape in read.inline_shapes] == [
            _flat(picture.description) for picture in pictures
        ]


def test_the_properties_of_tables_stand_in_the_order_that_word_minds(composing: Composing) -> None:
    read = docx.Document(io.BytesIO(to_docx(composing(Kind.CONTRACT, "moissac"))))
    order = ["tblStyle", "tblW", "jc", "tblBorders", "tblLayout", "tblLook", "tblCaption"]
    assert read.tables
    for each in read.tables:
        found = [child.tag.partition("}")[2] for child in each._tbl.tblPr]
        assert found == [name for name in order if name in found]


def test_word_says_its_language_its_title_and_its_day(composing: Composing) -> None:
    content = to_docx(composing(Kind.CONTRACT, "moissac"))
    properties = docx.Document(io.BytesIO(content)).core_properties
    assert (properties.title, properties.language) == ("Contrat de ville de Moissac", "fr-FR")
    assert properties.created == dt.datetime(2026, 11, 26, tzinfo=dt.UTC)
    styles = zipfile.ZipFile(io.BytesIO(content)).read("word/styles.xml").decode()
    assert set(re.findall(r'<w:lang [^>]*w:val="([^"]+)"', styles)) == {"fr-FR"}


def test_html_says_its_language_names_its_tables_and_marks_its_headers(composing: Composing) -> None:
    for dossier in every(composing):
        page = Page(to_html(dossier).decode())
        assert page.all("html") == [{"lang": "fr"}]
        assert len(page.all("h1")) == 1
        tables = [block for section in dossier.sections for block in section.blocks if isinstance(block, Table)]
        assert len(page.all("caption")) == len(page.all("table")) == len(tables)
        assert all(header.get("scope") in {"col", "row"} for header in page.all("th"))
        pictures = page.all("svg")
        assert len(pictures) == ("Chaque trait" in page.text)
        assert all(picture["role"] == "img" and picture["aria-label"] for picture in pictures)


def test_html_holds_no_script_and_asks_for_nothing(composing: Composing) -> None:
    for dossier in every(composing):
        text = to_html(dossier).decode()
        page = Page(text)
        assert page.resources == []
        assert not page.all("script")
        assert not any(name.startswith("on") for _, attributes in page.elements for name in attributes)
        assert not re.search(r"url\((?!#)|@import|@font-face", text)
        links = [each.get("xlink:href") or "" for each in page.all("use")]
        assert all(link.startswith("#") for link in links)


def test_the_picture_is_whole_xml_with_a_title_and_a_description(composing: Composing) -> None:
    blocks = [block for section in composing(Kind.CONTRACT, "moissac").sections for block in section.blocks]
    picture = next(block for block in blocks if isinstance(block, Picture))
    root = ET.fromstring(picture.svg)  # noqa: S314 - drawn by ourselves
    assert [child.tag.partition("}")[2] for child in root][:2] == ["title", "desc"]
    assert picture.png.startswith(b"\x89PNG")
    assert "Commune de Moissac (28)" in picture.description


# Hostile words


HOSTILE = "<script>window.hurt=1</script>=1+1\x07\u202eabc{{7*7}}"


@pytest.fixture
def hostile(store: ox.Store) -> OpenStore:
    """Give an action, an actor and the contract of Clairval names that attack."""
    copy = ox.Store()
    copy.extend(store)
    label = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    for graph in (naming.published_graph("clairval"), naming.GRAPH_CATALOGUE):
        for quad in list(copy.quads_for_pattern(None, label, None, ox.NamedNode(graph))):
            if isinstance(quad.object, ox.Literal) and quad.object.language == "fr":
                copy.remove(quad)
                named = ox.Literal(f"{quad.object.value} {HOSTILE}", language="fr")
                copy.add(ox.Quad(quad.subject, label, named, quad.graph_name))
    return OpenStore(copy, Path("nowhere"), "0123abcd")


def test_hostile_names_are_shown_as_text_in_html(hostile: OpenStore) -> None:
    page = Page(to_html(compose(hostile, Kind.CONTRACT, "clairval", day=DAY)).decode())
    assert not page.all("script")
    assert "<script>window.hurt=1</script>=1+1⟨U+0007⟩⟨U+202E⟩abc{{7*7}}" in page.text
    assert "\u202e" not in page.source


def test_hostile_names_are_shown_as_text_in_word(hostile: OpenStore) -> None:
    content = to_docx(compose(hostile, Kind.CONTRACT, "clairval", day=DAY))
    read = docx.Document(io.BytesIO(content))
    title = next(p.text for p in read.paragraphs if p.style and p.style.name == "Title")
    assert title.endswith("<script>window.hurt=1</script>=1+1⟨U+0007⟩⟨U+202E⟩abc{{7*7}}")
    fields = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode().count("<w:instrText")
    assert fields == 0


# The command


@pytest.fixture
def run(bundle: OpenStore, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Result]:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("MAILLAGE_STORE", str(bundle.directory.parents[1]))
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(app, ["dossier", *arguments], env={"COLUMNS": "200"})


def test_the_command_writes_the_file_that_is_named(run: Callable[..., Result], tmp_path: Path) -> None:
    for name in ("d.docx", "d.html"):
        result = run("--contrat", "montauban", "--date", "2026-11-26", "-o", name)
        assert (result.exit_code, result.stdout) == (0, ""), result.stderr
        assert "Contrat de ville de Montauban" in result.stderr
    assert docx.Document(str(tmp_path / "d.docx")).core_properties.title == "Contrat de ville de Montauban"
    assert "26 novembre 2026" in (tmp_path / "d.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["-o", "d.html"], "Dites de quoi parle le dossier"),
        (["--acteur", "CAF", "--quartier", "Sarlac", "-o", "d.html"], "un seul --contract"),
        (["--contract", "moissac", "--contract", "montauban", "-o", "d.html"], "Dites de quoi parle le dossier"),
        (["--contract", "moisac", "-o", "d.html"], "Valeurs proches : moissac"),
        (["--acteur", "CAFF", "-o", "d.html"], "Valeurs proches"),
        (["--quartier", "Sarlat", "-o", "d.html"], "Valeurs proches : Sarlac"),
        (["--priorite", "zzz", "-o", "d.html"], "Je ne connais pas la priorité « zzz »"),
        (["--contract", "montauban", "--acteur", "CAF", "-o", "d.html"], "Je ne connais pas l'acteur « CAF »"),
        (["--contract", "moissac", "-o", "d.pdf"], "Formats possibles : .docx, .html"),
        (["--contract", "moissac", "--date", "demain", "-o", "d.html"], "« demain » n'est pas une date"),
    ],
)
def test_what_cannot_be_done_is_told_in_french_and_nothing_is_written(
    run: Callable[..., Result], tmp_path: Path, arguments: list[str], told: str
) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert told in result.stderr
    assert not list(tmp_path.glob("d.*"))


def test_a_name_of_several_things_is_refused_with_what_would_tell_them_apart(bundle: OpenStore) -> None:
    with pytest.raises(AmbiguousValue, match="Précisez"):
        compose(bundle, Kind.ELEMENT, "Cohésion sociale", day=DAY)
    with pytest.raises(UnknownValue):
        compose(bundle, Kind.ACTOR, "Structure porteuse", contracts=["moissac"], day=DAY)


# In a browser


def heard(page: BrowserPage) -> tuple[list[str], list[str]]:
    """Note whatever a page asks for or complains of."""
    asked, complaints = list[str](), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    return asked, complaints


@pytest.mark.browser
def test_a_browser_opens_it_without_complaint_and_prints_two_to_six_pages(
    browser: Browser, composing: Composing, tmp_path: Path
) -> None:
    for at, dossier in enumerate(every(composing)):
        file = tmp_path / f"{at}.html"
        file.write_bytes(to_html(dossier))
        context = browser.new_context(offline=True, viewport={"width": 390, "height": 844})
        page = context.new_page()
        asked, complaints = heard(page)
        page.goto(file.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert (asked, complaints) == ([file.as_uri()], [])
        assert 2 <= len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True))) <= 6
        context.close()


def _flat(text: str) -> str:
    from service.phrases import fine  # noqa: PLC0415 - only here

    return fine(text)


def _cells(texts: tuple[str, ...]) -> list[str]:
    return [_flat(text) for text in texts]


def _rows(read: object) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in read.rows]  # type: ignore[attr-defined]
