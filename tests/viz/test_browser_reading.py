"""What helps to read a picture: the card, the way between two things, the arrows, the address that keeps it all."""

from pathlib import Path
from urllib.parse import SplitResult, parse_qs, urlsplit

import pyoxigraph as ox
import pytest
from playwright.sync_api import Page, expect

from data import naming
from service.benchmarks.invented import towns
from tests.viz.visits import Visit, visit, visit_network
from viz import aggregate
from viz.exports import content
from viz.grouping import CONTRACT
from viz.network import build

pytestmark = pytest.mark.browser

COMMUNE = f"{naming.ID}clairval/acteur/commune-de-clairval"
HEALTH_HOUSE = "clairval/action/maison-de-sante"


def choose(page: Page, words: str) -> None:
    page.fill("#q", words)
    page.press("#q", "Enter")


def where(page: Page, label: str) -> tuple[float, float]:
    """Return where a thing is drawn: the arrows point at it, and the library's drawing is asked for no secret."""
    box = page.locator("#reseau").bounding_box()
    assert box is not None
    for x in range(int(box["x"]) + 8, int(box["x"] + box["width"]), 18):
        for y in range(int(box["y"]) + 8, int(box["y"] + box["height"]), 18):
            page.mouse.move(x, y)
            card = page.locator("#carte strong")
            if card.count() and card.is_visible() and card.inner_text() == label:
                return x, y
    raise AssertionError(label)


def fragment(page: Page) -> dict[str, list[str]]:
    return parse_qs(address(page).fragment)


def address(page: Page) -> SplitResult:
    """Ask the page itself: what the driver knows of its address lags behind."""
    return urlsplit(str(page.evaluate("location.href")))


def test_the_address_keeps_what_is_hidden_searched_and_chosen_and_gives_it_back(
    page: Page, store: ox.Store, tmp_path: Path
) -> None:
    visit(page, store, tmp_path, "clairval")
    page.get_by_role("button", name="association 1", exact=True).click()
    page.locator("button[data-tie=finance]").click()
    choose(page, "maison")
    assert fragment(page) == {
        "masque": ["association"],
        "liens": ["finance"],
        "q": ["maison"],
        "choix": [HEALTH_HOUSE],
    }
    rows = page.locator("#relations tbody tr:visible").all_inner_texts()
    kept = address(page).fragment
    again = visit(page.context.new_page(), store, tmp_path, "clairval", fragment=f"#{kept}")
    expect(again.page.locator("#fiche h2")).to_contain_text("Maison de santé")
    expect(again.page.locator("#q")).to_have_value("maison")
    expect(again.page.locator("#legende [aria-pressed=false]")).to_have_count(2)
    assert again.row_texts() == rows
    assert address(again.page).fragment == kept
    assert again.complaints == []


def test_a_fragment_that_names_nothing_changes_nothing_and_runs_nothing(
    page: Page, store: ox.Store, tmp_path: Path
) -> None:
    hostile = "#choix=%3Cscript%3E&masque=__proto__&liens=%22onclick&vers=constructor&q=%3Cimg src=x onerror=hurt=1%3E"
    seen = visit(page, store, tmp_path, "clairval", fragment=hostile)
    expect(page.locator("#fiche")).to_be_hidden()
    expect(page.locator("#trouves")).to_have_text("0 résultat")
    assert page.evaluate("window.hurt") is None
    assert seen.complaints == []


def test_the_link_that_is_copied_is_the_sites_page_with_all_that_is_shown(
    page: Page, store: ox.Store, tmp_path: Path
) -> None:
    file = tmp_path / "reseau.html"
    address = "/reseau?vue=acteurs-actions&contrat=clairval"
    file.write_bytes(content(build(store, ["clairval"]), "html", site="https://exemple.fr/", address=address))
    Visit(page, file)
    page.get_by_role("button", name="association 1", exact=True).click()
    page.get_by_role("button", name="Copier le lien").click()
    expect(page.locator("#adresse")).to_have_value(f"https://exemple.fr{address}&masque=association")
    expect(page.locator("#copie")).to_have_text("Lien copié.")


def test_a_page_of_its_own_gives_its_own_address(page: Page, store: ox.Store, tmp_path: Path) -> None:
    visit(page, store, tmp_path, "clairval")
    choose(page, "maison")
    page.get_by_role("button", name="Copier le lien").click()
    assert page.locator("#adresse").input_value() == address(page).geturl()


def test_a_card_beside_the_pointer_tells_facts_ties_and_source_and_escape_takes_it_away(
    page: Page, store: ox.Store, tmp_path: Path
) -> None:
    visit(page, store, tmp_path, "clairval")
    where(page, "Maison de santé")
    card = page.locator("#carte")
    expect(card).to_contain_text("Type")
    expect(card).to_contain_text("Commune de Clairval : participe (porteur)")
    expect(card).to_contain_text("Écrit : ")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()


def test_a_card_is_shown_where_the_keyboard_is_too(page: Page, store: ox.Store, tmp_path: Path) -> None:
    visit(page, store, tmp_path, "clairval")
    choose(page, "maison")
    page.locator("#fiche button[data-node]", has_text="Commune de Clairval").focus()
    expect(page.locator("#carte strong")).to_have_text("Commune de Clairval")
    page.keyboard.press("Escape")
    expect(page.locator("#carte")).to_be_hidden()
    expect(page.locator("#fiche h2")).to_contain_text("Maison de santé")


def test_the_arrows_walk_the_drawing_enter_chooses_and_escape_comes_back(
    page: Page, store: ox.Store, tmp_path: Path
) -> None:
    visit(page, store, tmp_path, "clairval")
    page.locator("#reseau").focus()
    met = set()
    for key in ["ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp", "ArrowLeft", "ArrowDown", "ArrowRight"] * 3:
        page.keyboard.press(key)
        met.add(page.locator("#carte strong").inner_text())
        assert page.locator("#ici").text_content()
    assert len(met) > 3
    here = page.locator("#carte strong").inner_text()
    page.keyboard.press("Enter")
    expect(page.locator("#fiche h2")).to_contain_text(here)
    expect(page.locator("#fiche h2")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#fiche")).to_be_hidden()
    expect(page.locator("#q")).to_be_focused()


def test_the_shortest_way_to_a_second_thing_is_told_step_by_step_with_its_sources(
    page: Page, store: ox.Store, tmp_path: Path
) -> None:
    seen = visit(page, store, tmp_path, "clairval")
    choose(page, "région")
    page.fill("#vers", "chantier jeunes")
    page.press("#vers", "Enter")
    steps = page.locator(".seek ol > li > button")
    assert steps.all_inner_texts() == ["Maison de santé", "Association L'Élan", "Chantier jeunes"]
    expect(page.locator(".seek")).to_contain_text("passe par 2 autres choses")
    kept = fragment(page)
    assert kept["vers"] == ["clairval/action/chantier-jeunes"]
    again = visit(page.context.new_page(), store, tmp_path, "clairval", fragment=f"#{address(page).fragment}")
    expect(again.page.locator(".seek ol > li > button")).to_have_count(3)
    page.keyboard.press("Escape")
    assert "vers" not in fragment(page)
    assert seen.complaints == []


def test_a_way_does_not_pass_by_what_is_hidden(page: Page, store: ox.Store, tmp_path: Path) -> None:
    visit(page, store, tmp_path, "clairval")
    page.get_by_role("button", name="association 1", exact=True).click()
    choose(page, "région")
    page.fill("#vers", "chantier jeunes")
    page.press("#vers", "Enter")
    expect(page.locator(".seek ol > li > button").nth(1)).to_have_text("Commune de Clairval")
    page.get_by_role("button", name="commune 1", exact=True).click()
    page.fill("#vers", "chantier jeunes")
    page.press("#vers", "Enter")
    expect(page.locator(".seek")).to_contain_text("Aucun chemin")
    page.fill("#vers", "rien de tel")
    page.press("#vers", "Enter")
    expect(page.locator(".seek")).to_contain_text("Rien ne s'appelle ainsi")


def test_the_keyboard_reaches_every_part_in_order_shows_where_it_is_and_leaves(
    page: Page, store: ox.Store, tmp_path: Path
) -> None:
    visit(page, store, tmp_path, "clairval")
    stops = list[str]()
    for _ in range(60):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            """() => { const here = document.activeElement;
            if (here === document.body) return "";
            if (getComputedStyle(here).outlineStyle === "none") return "unseen: " + here.outerHTML;
            return here.id || here.closest("[id]").id; }"""
        )
        if not stop:
            break
        stops.append(str(stop))
    assert [stop for stop in stops if stop.startswith("unseen")] == []
    assert [*dict.fromkeys(stops)] == ["q", "copier", "legende", "reseau", "zoom", "accueil", "relations"]
    assert stops[-1] == "relations"


def test_hostile_labels_are_text_in_the_card_in_the_way_and_in_groups_too(
    page: Page, poisoned: ox.Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = visit(page, poisoned, tmp_path, "clairval", site="https://exemple.fr")
    choose(page, "<script>window")
    page.fill("#vers", "action <script>")
    page.press("#vers", "Enter")
    page.locator(".seek ol button").first.focus()
    expect(page.locator("#carte strong")).to_contain_text("<script>window.hurt=1</script>")
    page.locator("#reseau").focus()
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp") * 4:
        page.keyboard.press(key)
    monkeypatch.setattr(aggregate, "MOST_NODES", 6)
    grouped = visit(page.context.new_page(), poisoned, tmp_path, "clairval", site="https://exemple.fr")
    choose(grouped.page, "script")
    expect(grouped.page.locator("#fiche")).to_contain_text("Les plus liés")
    for each in (seen, grouped):
        assert each.page.evaluate("window.hurt") is None
        assert each.page.locator("#carte script, #fiche script, #cote img").count() == 0
        assert each.complaints == []
        assert [url for url in each.requests if not url.startswith(("file:", "data:"))] == []


def test_groups_are_told_with_their_members_and_open_by_a_link(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "reseau.html"
    file.write_bytes(content(towns(12, 20), "html", way=CONTRACT, site="https://exemple.fr/", address="/reseau?vue=x"))
    seen = Visit(page, file)
    choose(page, "ville 3")
    expect(page.locator("#fiche")).to_contain_text("20 acteurs, 40 actions")
    opens = page.get_by_role("link", name="Ouvrir ce groupe")
    expect(opens).to_have_attribute("href", "https://exemple.fr/reseau?vue=x&par=contrat&groupe=ville-3")
    expect(opens).to_have_attribute("target", "_top")
    assert len(seen.row_texts()) == 1
    assert seen.complaints == []


def test_an_open_group_tells_the_way_back(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "reseau.html"
    file.write_bytes(content(towns(12, 20), "html", way=CONTRACT, path=["ville-3"], site="/", address="/reseau?vue=x"))
    Visit(page, file)
    back = page.locator("#chemin").get_by_role("link", name="Tout le réseau")
    expect(back).to_have_attribute("href", "/reseau?vue=x&par=contrat")
    expect(page.locator("#chemin [aria-current]")).to_have_text("Contrat de ville 3")
    expect(page.locator("h1")).to_contain_text("Contrat de ville 3")


def test_without_a_site_groups_are_told_but_open_nowhere(page: Page, tmp_path: Path) -> None:
    visit_network(page, towns(12, 20), tmp_path)
    choose(page, "autres")
    expect(page.locator("#fiche")).to_contain_text("Les plus liés")
    assert page.locator("#fiche a, .ways a").count() == 0
