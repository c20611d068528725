"""A store whose every text is an attack is read page by page: nothing runs, nothing is fetched, every page answers."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from urllib.parse import parse_qsl, urldefrag, urlsplit

import pyoxigraph as ox
import pytest
from httpx2 import Response
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab
from starlette.testclient import TestClient

from data import naming
from service.app import create_app
from tests.service.conftest import BROWSER
from tests.service.kinds import addresses
from tests.service.markup import Page
from tests.service.test_browser import serve
from tests.stores import on_disk

ATTACKS = (
    "<script>window.poisoned=1</script>",
    '"><img src=x onerror=window.poisoned=1>',
    "'><svg/onload=window.poisoned=1>",
    "</textarea></title></style></script><script>window.poisoned=1</script>",
    "{{7*7}}{%print(7*7)%}${7*7}",
    "</script><!--<script>]]>",
    "\u202eabc\u2066\u200f",
    "\x00\x01\x08\x1b[31m\x7f\x85",
    "=cmd|' /C calc'!A0",
    "javascript:window.poisoned=1",
    "\r\nSet-Cookie: poisoned=1",
)
"""What is appended to texts, one after the other, so that each place shows each of them in some page."""
ADDRESSES = (
    "javascript:window.poisoned=1",
    "JAVASCRIPT:window.poisoned=1",
    "data:text/html,%3Cscript%3Ewindow.poisoned=1%3C/script%3E",
    "vbscript:x",
    "https://nowhere.example/%22%3E%3Cscript%3E",
)
OWN = ("/static/", "/reseau/picture", "/dossier/image")
"""Where what pages bring along comes from."""
OWN_WORDS = ("Failed to load resource: the server responded with a status of", "The specified value")
"""What Chromium itself complains of: a page of error, and a date that is none."""
TEXT = {
    "http://www.w3.org/2001/XMLSchema#string",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString",
}
SKOS = "http://www.w3.org/2004/02/skos/core#"
MOST, FEW = 1000, 3
"""How many addresses of one shape are read: of Clairval, and of what is like it."""


def poison(store: ox.Store) -> ox.Store:
    """Append an attack to every text of every graph, and point to addresses that would run."""
    spoilt = ox.Store()
    quads = sorted(store, key=str)
    spoilt.extend(_spoilt(quad, ATTACKS[at % len(ATTACKS)]) for at, quad in enumerate(quads))
    graph = ox.NamedNode(naming.published_graph("clairval"))
    for thing in ("action/maison-de-sante", "acteur/elan", "element/p-1-1-1"):
        for address in ADDRESSES:
            for name in ("exactMatch", "closeMatch", "related"):
                link = ox.NamedNode(f"{SKOS}{name}")
                spoilt.add(ox.Quad(ox.NamedNode(f"{naming.ID}clairval/{thing}"), link, ox.NamedNode(address), graph))
    return spoilt


def _spoilt(quad: ox.Quad, attack: str) -> ox.Quad:
    value = quad.object
    if not isinstance(value, ox.Literal) or value.datatype.value not in TEXT:
        return quad
    said = f"{value.value} {attack}"
    made = ox.Literal(said, language=value.language) if value.language else ox.Literal(said)
    return ox.Quad(quad.subject, quad.predicate, made, quad.graph_name)


@pytest.fixture(scope="module")
def spoilt(store: ox.Store) -> ox.Store:
    return poison(store)


@pytest.fixture(scope="module")
def answers(spoilt: ox.Store, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Response]:
    """Hold the answers of the addresses that a reader can reach: all of Clairval's, and some of each other shape."""
    directory = on_disk(spoilt, tmp_path_factory.mktemp("spoilt"))
    app = create_app(store=spoilt, directory=directory, revision=ATTACKS[0], operator=ATTACKS[1])
    client = TestClient(app, headers=BROWSER, follow_redirects=True, raise_server_exceptions=False)
    found: dict[str, Response] = {}
    shapes: Counter[str] = Counter()
    waiting = addresses()
    while waiting:
        address = waiting.pop()
        if address in found or shapes[shape(address)] >= (MOST if is_of_clairval(address) else FEW):
            continue
        shapes[shape(address)] += 1
        answer = found[address] = client.get(address)
        if is_page(answer) and not address.startswith("/reseau/picture"):
            page = Page(answer.text)
            waiting += [urldefrag(link).url for link in (*page.links, *page.resources) if link.startswith("/")]
    return found


def shape(address: str) -> str:
    """Return what addresses of one kind of page have in common: a path without its end, and what is asked."""
    told = urlsplit(address)
    path = told.path.rpartition("/")[0] if told.path.startswith("/id/") else told.path
    return f"{path}?{'&'.join(sorted(name for name, _ in parse_qsl(told.query)))}"


def is_of_clairval(address: str) -> bool:
    return address.startswith(("/id/clairval", "/contrats"))


def is_page(answer: Response) -> bool:
    return answer.headers["content-type"].startswith("text/html")


@pytest.fixture(scope="module")
def pages(answers: Mapping[str, Response]) -> Mapping[str, Page]:
    """Hold the pages themselves, without the pictures that they frame."""
    own = {address: answer for address, answer in answers.items() if is_page(answer)}
    return {address: Page(own[address].text) for address in own if not address.startswith("/reseau/picture")}


def test_every_address_answers(answers: Mapping[str, Response]) -> None:
    wrong = {address: answer.status_code for address, answer in answers.items() if answer.status_code != 200}
    assert {address for address, status in wrong.items() if status >= 500} == set()
    # a link of ours that asks by the name of a part of documents, which is spoilt here
    assert {each for each in wrong if "partie=feuille+de+route" not in each} <= set(addresses())
    assert len([address for address in answers if address.startswith("/id/clairval/")]) > 80


def test_every_attack_is_read_on_some_page_as_it_is(pages: Mapping[str, Page]) -> None:
    texts = "".join(page.text for _, page in pages.items())
    for attack in ATTACKS[:5]:
        assert " ".join(attack.split()) in texts


def test_no_text_becomes_an_element_an_event_or_a_style(pages: Mapping[str, Page]) -> None:
    for address, page in pages.items():
        for tag, attributes in page.elements:
            # the one drawing of ours is a bar
            assert tag not in {"style", "object", "embed", "base"}, address
            assert tag != "svg" or attributes.get("class") == "tally", address
            assert not [name for name in attributes if name.startswith("on") or name == "style"], address
        sources = {each.get("src") or "" for tag in ("script", "img", "iframe") for each in page.all(tag)}
        assert [each for each in sources if not each.startswith(OWN)] == [], address
        assert "text/html" not in {each.get("type") for each in page.all("script")}, address


def test_no_template_is_filled_in_by_a_text(pages: Mapping[str, Page]) -> None:
    for address, page in pages.items():
        assert "49%print" not in page.text, address
        assert "$49" not in page.text, address


def test_no_link_runs_or_leads_to_what_is_no_web_page(pages: Mapping[str, Page]) -> None:
    links = {link: address for address, page in pages.items() for link in (*page.links, *page.resources)}
    web = ("/", "#", "https://", "http://", "mailto:")
    assert {link: address for link, address in links.items() if not link.startswith(web)} == {}
    assert [link for link in links if link.startswith("//")] == []


def test_nothing_that_acts_on_its_surroundings_is_sent(pages: Mapping[str, Page]) -> None:
    acting = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
    for address, page in pages.items():
        assert not acting.search(page.source), address
    assert any("⟨U+202E⟩" in page.source for page in pages.values())


def test_no_text_reaches_a_header(answers: Mapping[str, Response]) -> None:
    for address, answer in answers.items():
        assert "set-cookie" not in answer.headers, address
        assert "<script" not in "".join(answer.headers.values()), address


@pytest.fixture(scope="module")
def spoilt_address(spoilt: ox.Store) -> Iterator[str]:
    yield from serve(spoilt)


@pytest.mark.browser
def test_in_a_browser_nothing_runs_and_nothing_is_fetched_from_elsewhere(
    browser: Browser, spoilt_address: str, answers: Mapping[str, Response]
) -> None:
    tab = browser.new_page()
    asked, told = list[str](), list[str]()
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("dialog", lambda dialog: told.append(dialog.message))
    tab.set_default_timeout(10_000)
    tab.on("pageerror", lambda error: told.append(str(error)))
    tab.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
    opened = sample(answers)
    assert len(opened) > 60
    assert [path for path in opened if runs(tab, f"{spoilt_address}{path}")] == []
    assert [text for text in told if not text.startswith(OWN_WORDS)] == []
    assert [url for url in asked if not url.startswith((spoilt_address, "data:", "blob:"))] == []


def sample(answers: Mapping[str, Response]) -> list[str]:
    """Return the pages that are opened in a browser: all but pictures, which are opened in their frames."""
    pages = [address for address, answer in answers.items() if is_page(answer)]
    return [address for address in pages if not address.startswith("/reseau/picture")]


def runs(tab: Tab, url: str) -> bool:
    """Open a page, and tell whether a text ran in it or in a frame of it."""
    tab.goto(url)
    frames = [frame for frame in tab.frames if frame.url.startswith("http")]
    return any(frame.evaluate("'poisoned' in window") for frame in frames)
