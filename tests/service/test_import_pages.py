"""The way of an import, from the document handed in to what is served: each state, each way out, each refusal."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from rdflib import Graph
from starlette.testclient import TestClient

from data.contracts import ContractFiles
from data.imports.found import Found
from data.imports.state import Import, State
from data.trouble import NoRoom
from data.workbook.apply import parts_of as contract_parts
from data.workbook.content import content
from data.workbook.revise import Parts
from data.workbook.write import workbook
from data.writer import Writer
from service.importing.importer import importing
from service.importing.view import ON_A_PAGE
from service.importing.workshop import Workshop
from tests.conftest import TOWNS
from tests.data.imports.towns import CONTRADICTED, DOCUMENT, NAME, NEXT, UNNAMED
from tests.data.workbook.editing import edited, put
from tests.service.conftest import POISON
from tests.service.importing import SCRIPTS, Desk, Here, Person, opened
from tests.service.markup import Page


@pytest.fixture
def desk(desk_folder: Path, tmp_path: Path) -> Iterator[Desk]:
    desk = opened(desk_folder, tmp_path)
    yield desk
    desk.importer.workshop.stop()


@pytest.fixture
def person(desk: Desk) -> Person:
    return desk.person()


@pytest.fixture(scope="module")
def reader(desk_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Person]:
    """Hold a session that only looks, with one document that was read."""
    desk = opened(desk_folder, tmp_path_factory.mktemp("reader"))
    person = desk.person()
    person.imported()
    yield person
    desk.importer.workshop.stop()


def text(person: Person, path: str) -> str:
    answer = person.client.get(path)
    assert answer.status_code == 200
    return Page(answer.text).text


def only(person: Person) -> str:
    return f"/importer/{person.desk.importer.imports.all()[0].identifier}"


def published(desk: Desk) -> dict[str, bytes]:
    root = desk.home / "contracts"
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*.ttl")}


def test_the_report_counts_the_lines_and_lists_what_is_not_understood(reader: Person) -> None:
    told = text(reader, only(reader))
    assert "1 non comprise" in told.replace("non comprise 1", "1 non comprise")
    alone = text(reader, f"{only(reader)}?voir=non-comprises")
    assert "Une note qui s'est glissée là" in alone
    assert "Ligne 29" not in alone


def test_each_line_is_a_link_to_what_it_came_to(reader: Person) -> None:
    page = Page(reader.client.get(only(reader)).text)
    lines = [link for link in page.links if "ligne=29" in link]
    told = text(reader, lines[0].partition("#")[0])
    assert "Ligne 29 : représentée" in told
    assert "Action Bus de la santé" in told
    assert "Financeurs État" in told
    assert "« Etat » : État engagement financier, potentiel, pour « Bus de la santé »" in told


def test_a_line_that_came_to_nothing_says_why_or_what_to_do(reader: Person) -> None:
    assert "Constats en prose" in text(reader, f"{only(reader)}?ligne=18")
    assert "Rien n'en a été fait. Si elle dit quelque chose" in text(reader, f"{only(reader)}?ligne=36")


@pytest.mark.parametrize(
    "asked", ["ligne=99999", "ligne=-1", "page=999", "page=-3", "voir=rien", "voir=ignorees&ligne=29"]
)
def test_what_no_report_has_shows_what_it_has(reader: Person, asked: str) -> None:
    assert "Le document, ligne à ligne" in text(reader, f"{only(reader)}?{asked}")


@pytest.mark.parametrize("asked", ["ligne=abc", "page=1e9"])
def test_a_number_that_is_none_is_refused(reader: Person, asked: str) -> None:
    assert reader.client.get(f"{only(reader)}?{asked}").status_code == 400


@pytest.mark.parametrize("identifier", ["0123456789abcdef", "%2e%2e%2fetat", "a" * 500, "%00", "<script>"])
def test_an_import_that_is_not_there_is_not_found(reader: Person, identifier: str) -> None:
    assert reader.client.get(f"/importer/{identifier}").status_code == 404


def test_the_fate_of_a_line_is_told_by_a_sign_and_a_word(reader: Person) -> None:
    told = text(reader, only(reader))
    assert "Ligne 29 ! à vérifier" in told
    assert "Ligne 36 ? non comprise" in told
    assert "Ligne 1 ✓ représentée" in told
    assert "Ligne 3 – ignorée" in told


def test_a_long_document_comes_in_pages_of_less_than_200_kb(person: Person) -> None:
    rows = "\n".join(f"Action {number} {'longue ' * 60}\t1.1\tCCAS\tCAF\tEtat\t2025" for number in range(200))
    known = person.imported(DOCUMENT.replace("Bus de la santé\t1.1\tCCAS\tCAF, Les Voisins du Pont\tEtat\t2025", rows))
    page = person.client.get(f"/importer/{known.identifier}")
    assert len(page.content) < 200_000
    assert Page(page.text).text.count("✓ représentée") <= ON_A_PAGE
    assert "Page 1 sur 3" in Page(page.text).text
    assert "Page 3 sur 3" in text(person, f"/importer/{known.identifier}?page=3")
    assert "Ligne 150 : représentée" in text(person, f"/importer/{known.identifier}?ligne=150")


def test_publishing_repeats_what_changes_and_asks_who_and_why(person: Person) -> None:
    known = person.imported()
    page = Page(person.client.get(f"/importer/{known.identifier}/publier").text)
    assert "Un contrat est créé, sous l'identifiant « valmouron »." in page.text
    assert "Actions 2" in page.text
    assert {"qui", "pourquoi", "jeton"} <= {each.get("name") for each in page.all("input") + page.all("textarea")}


def test_nothing_is_published_by_looking(person: Person, desk: Desk) -> None:
    known = person.imported()
    for path in ("", "/publier", "?ligne=29"):
        person.client.get(f"/importer/{known.identifier}{path}")
    assert published(desk) == {}
    assert person.client.get("/contrats/valmouron").status_code == 404


def test_what_is_published_is_served_at_once_and_kept_with_who_and_why(person: Person, desk: Desk) -> None:
    known = person.imported()
    answer = person.publish(known.identifier)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/importer/{known.identifier}")
    told = text(person, f"/importer/{known.identifier}")
    assert "par Ada Exemple : « Contrat signé »" in told
    assert "Voir le contrat" in told
    reader = TestClient(desk.app)
    assert "Bus de la santé" in reader.get("/contrats/valmouron").text
    assert reader.get("/id/valmouron/action/bus-de-la-sante").status_code == 200
    journal = (desk.home / "journal.jsonl").read_text("utf-8")
    assert '"who":"Ada Exemple"' in journal
    assert list(published(desk)) == ["valmouron/sources/contrat-2024-2030.ttl"]


def test_publishing_twice_is_publishing_once(person: Person, desk: Desk) -> None:
    known = person.imported()
    answers = []
    threads = [threading.Thread(target=lambda: answers.append(person.publish(known.identifier))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [answer.status_code for answer in answers] == [303, 303, 303]
    assert (desk.home / "journal.jsonl").read_text("utf-8").count('"valmouron"') == 1


def test_a_publication_under_way_is_told_to_who_comes_back_until_it_is_done(person: Person, desk: Desk) -> None:
    known = person.imported()
    path = f"/importer/{known.identifier}"
    # who publishes waits for the lock, which this test holds
    with desk.importer.lock:
        publishing = threading.Thread(target=lambda: person.publish(known.identifier))
        publishing.start()
        for _ in range(1000):
            if known.identifier in desk.importer.publishing:
                break
            time.sleep(0.01)
        page = Page(person.client.get(path).text)
        assert "Publication en cours" in page.text
        assert "Peut être publié" not in page.text
        assert [each.get("data-poll") for each in page.all("section") if "data-poll" in each] == [path]
        assert person.client.get(f"{path}/publier").headers["location"] == path
    publishing.join()
    assert "par Ada Exemple : « Contrat signé »" in text(person, path)


@pytest.mark.parametrize(
    ("who", "why", "said"),
    [
        ("", "signé", "Dites qui publie"),
        ("  \n", "signé", "Dites qui publie"),
        ("Ada", "", "Dites pourquoi"),
        ("a" * 201, "signé", "200 caractères au plus, et non 201."),
        ("Ada", "a" * 1001, "1000 caractères au plus, et non 1001."),
    ],
)
def test_a_publication_says_who_and_why(person: Person, desk: Desk, who: str, why: str, said: str) -> None:
    known = person.imported()
    answer = person.publish(known.identifier, who, why)
    page = Page(answer.text)
    assert answer.status_code == 422
    assert said in page.text
    wrong = [each for each in page.all("input") + page.all("textarea") if each.get("aria-invalid") == "true"]
    assert len(wrong) == 1
    assert f"{wrong[0]['id']}-erreur" in (wrong[0]["aria-describedby"] or "")
    assert published(desk) == {}


def test_a_violation_forbids_publishing_and_changes_nothing(person: Person, desk: Desk) -> None:
    known = person.imported(CONTRADICTED)
    told = text(person, f"/importer/{known.identifier}")
    assert "Ne peut pas être publié : 1 violation à corriger" in told
    assert "corrigez le code, ou rattachez l'élément ailleurs. « Installer des soignants », ligne 20" in told
    assert f"/importer/{known.identifier}/publier" not in person.client.get(f"/importer/{known.identifier}").text
    assert person.client.get(f"/importer/{known.identifier}/publier").status_code == 303
    answer = person.publish(known.identifier)
    assert answer.status_code == 422
    assert "des violations empêchent la publication" in Page(answer.text).text
    assert (published(desk), (desk.home / "journal.jsonl").exists()) == ({}, False)
    assert person.settled(known.identifier).state is State.READ


def test_a_new_version_shows_what_it_changes_then_takes_the_place_of_the_old_one(person: Person, desk: Desk) -> None:
    person.publish(person.imported().identifier)
    after = person.imported(NEXT)
    change = "Échéance de « Bus de la santé » : « 2025 » devient « 2027 »"
    assert change in text(person, f"/importer/{after.identifier}")
    assert change in text(person, f"/importer/{after.identifier}/publier")
    person.publish(after.identifier)
    files = ContractFiles(desk.home / "contracts" / "valmouron")
    assert [path.stem for path in files.sources()] == ["contrat-2024-2030"]
    assert "2027" in TestClient(desk.app).get("/id/valmouron/action/bus-de-la-sante").text


def test_a_document_that_is_published_word_for_word_changes_nothing(person: Person, desk: Desk) -> None:
    person.publish(person.imported().identifier)
    before, again = published(desk), person.imported()
    assert "Rien ne change" in text(person, f"/importer/{again.identifier}")
    assert person.publish(again.identifier).status_code == 303
    assert published(desk) == before


def test_a_contract_that_changed_since_the_reading_is_read_again_first(person: Person, desk: Desk) -> None:
    first, second = person.imported(), person.imported(NEXT)
    person.publish(first.identifier)
    before = published(desk)
    for answer in (
        person.client.get(f"/importer/{second.identifier}/publier"),
        person.publish(second.identifier),
    ):
        assert answer.status_code == 409
        assert "Le contrat a changé depuis cette lecture" in Page(answer.text).text
    assert published(desk) == before
    person.act(second.identifier, "lire")
    person.settled(second.identifier)
    assert person.publish(second.identifier).status_code == 303
    assert published(desk) != before


def test_what_was_set_aside_in_another_window_is_not_published(person: Person, desk: Desk) -> None:
    known = person.imported()
    assert person.act(known.identifier, "ecarter").status_code == 303
    answer = person.publish(known.identifier)
    assert answer.status_code == 409
    assert "Cet import est « écarté ». Rien n'est publié." in Page(answer.text).text
    assert published(desk) == {}


def test_what_is_published_is_not_set_aside_afterwards(person: Person, desk: Desk) -> None:
    known = person.imported()
    person.publish(known.identifier)
    answer = person.act(known.identifier, "ecarter")
    assert answer.status_code == 409
    assert "Un import publié ne s'écarte plus" in Page(answer.text).text
    assert list(published(desk)) == ["valmouron/sources/contrat-2024-2030.ttl"]


def test_what_was_set_aside_can_be_read_again(person: Person) -> None:
    known = person.imported()
    person.act(known.identifier, "ecarter")
    assert "Ce document est écarté : rien n'en est publié." in text(person, f"/importer/{known.identifier}")
    person.act(known.identifier, "lire")
    assert person.settled(known.identifier).state is State.READ


def test_a_deleted_import_is_gone_and_what_it_published_stays(person: Person, desk: Desk) -> None:
    known = person.imported()
    person.publish(known.identifier)
    assert person.act(known.identifier, "supprimer").headers["location"] == "/importer"
    assert person.client.get(f"/importer/{known.identifier}").status_code == 404
    assert person.act(known.identifier, "supprimer").status_code == 303
    assert list(desk.importer.imports.root.iterdir()) == []
    assert TestClient(desk.app).get("/contrats/valmouron").status_code == 200


def test_a_document_without_a_territory_asks_of_which_contract_it_is(person: Person) -> None:
    known = person.imported(UNNAMED)
    assert known.state is State.INCOMPLETE
    assert "De quel contrat est ce document ?" in text(person, f"/importer/{known.identifier}")
    person.act(known.identifier, "lire", contrat="valmouron")
    again = person.settled(known.identifier)
    assert (again.state, again.contract) == (State.READ, "valmouron")


@pytest.mark.parametrize(
    ("contract", "said"),
    [
        ("Val Mouron", "« Val Mouron » n'est pas un identifiant de contrat. Écrivez plutôt « val-mouron »."),
        ("../etc", "Écrivez plutôt « etc »."),
        ("«»", "Écrivez par exemple « moissac »."),
        ("reference", "« reference » est réservé"),
        ("a" * 500, "n'est pas un identifiant de contrat."),
        ("<script>", "Écrivez plutôt « script »."),
    ],
)
def test_the_identifier_of_a_contract_is_checked_beside_its_field(person: Person, contract: str, said: str) -> None:
    known = person.imported(UNNAMED)
    answer = person.act(known.identifier, "lire", contrat=contract)
    page = Page(answer.text)
    field = next(each for each in page.all("input") if each.get("name") == "contrat")
    assert answer.status_code == 422
    assert said in page.text
    assert field["aria-invalid"] == "true"
    assert "erreur" in (field["aria-describedby"] or "")
    assert person.settled(known.identifier).state is State.INCOMPLETE


def test_a_document_that_does_not_read_says_why_and_what_to_do(person: Person) -> None:
    known = person.imported("# Liste de courses\n\n- du pain\n", "liste.md")
    told = text(person, f"/importer/{known.identifier}")
    assert known.state is State.REFUSED
    assert "liste.md" in told
    assert "Corrigez le document, puis déposez-le de nouveau" in told


def test_a_reading_that_a_stop_cut_short_is_interrupted_and_can_be_run_again(person: Person, desk: Desk) -> None:
    known = desk.importer.imports.receive(NAME, DOCUMENT.encode())
    desk.importer.imports.change(known.identifier, state=State.READING, step=2)
    assert "La lecture a été interrompue" in text(person, f"/importer/{known.identifier}")
    assert "interrompu" in text(person, "/importer")
    person.act(known.identifier, "lire")
    assert person.settled(known.identifier).state is State.READ


def test_a_new_start_finds_the_imports_of_the_one_before(desk: Desk) -> None:
    read, cut = (desk.importer.imports.receive(NAME, b"x") for _ in range(2))
    desk.importer.imports.change(read.identifier, state=State.READ)
    again = importing(desk.home, None, announce=lambda _token: None).importer.imports
    assert {each.identifier: each.state for each in again.all()} == {
        read.identifier: State.READ,
        cut.identifier: State.INTERRUPTED,
    }


def test_stopping_the_server_ends_the_readings(desk: Desk, person: Person) -> None:
    identifiers = [desk.importer.imports.receive(NAME, DOCUMENT.encode()).identifier for _ in range(4)]
    for identifier in identifiers:
        desk.importer.workshop.start(identifier)
    desk.importer.workshop.stop()
    for identifier in identifiers:
        known = desk.importer.imports.get(identifier)
        assert known
        assert known.state in {State.INTERRUPTED, State.READ}
    assert person.client.get("/importer").status_code == 200


class Slow(Here):
    """A reading that waits until it is let go."""

    def __init__(self, gate: threading.Event, begun: threading.Event) -> None:
        super().__init__(Path("nowhere"), shipped=Path("nowhere"))
        self.gate, self.begun = gate, begun

    def read(
        self, name: str, content: bytes, *, contract: str | None, tell: Callable[[int], None]
    ) -> tuple[Found, str]:
        tell(3)
        self.begun.set()
        self.gate.wait(20)
        return super().read(name, content, contract=contract, tell=tell)


@pytest.fixture
def slow(desk: Desk) -> Iterator[tuple[Person, threading.Event, threading.Event]]:
    gate, begun = threading.Event(), threading.Event()
    object.__setattr__(desk.importer, "workshop", Workshop(desk.importer.imports, lambda: Slow(gate, begun)))
    yield desk.person(), gate, begun
    gate.set()
    desk.importer.workshop.stop()


def test_a_reading_shows_its_steps_and_is_found_again_after_a_reload(
    slow: tuple[Person, threading.Event, threading.Event],
) -> None:
    person, gate, begun = slow
    path = person.hand_in((NAME, DOCUMENT.encode())).headers["location"]
    assert begun.wait(20)
    for _ in range(2):
        page = Page(person.client.get(path).text)
        assert "étape 4 sur 6" in page.text
        assert "Validation – en cours" in page.text
        assert ("meta", {"http-equiv": "refresh", "content": "3"}) in page.elements
    gate.set()
    person.settled(path.rpartition("/")[2])
    assert "Peut être publié" in text(person, path)


def test_a_reading_that_runs_can_be_stopped_or_deleted(slow: tuple[Person, threading.Event, threading.Event]) -> None:
    person, gate, begun = slow
    stopped, deleted = (
        person.hand_in((NAME, DOCUMENT.encode())).headers["location"].rpartition("/")[2] for _ in range(2)
    )
    assert begun.wait(20)
    person.act(stopped, "ecarter")
    person.act(deleted, "supprimer")
    gate.set()
    assert person.settled(stopped).state is State.DISCARDED
    assert person.desk.importer.imports.get(deleted) is None


def test_a_reading_that_runs_is_not_published(slow: tuple[Person, threading.Event, threading.Event]) -> None:
    person, _, begun = slow
    identifier = person.hand_in((NAME, DOCUMENT.encode())).headers["location"].rpartition("/")[2]
    assert begun.wait(20)
    assert person.publish(identifier).status_code == 409
    assert published(person.desk) == {}


def test_a_full_disk_is_told_and_changes_nothing(person: Person, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    known = person.imported()

    def full(*_: object, **__: object) -> None:
        raise NoRoom("Plus de place sur le disque : faites-en, puis recommencez.")

    monkeypatch.setattr(Writer, "publish", full)
    answer = person.publish(known.identifier)
    assert answer.status_code == 507
    assert "Plus de place sur le disque" in Page(answer.text).text
    assert person.settled(known.identifier).state is State.READ


def test_what_a_hostile_document_says_is_text(person: Person) -> None:
    poison = POISON.replace("\u202e", "")
    known = person.imported(
        DOCUMENT.replace("Bus de la santé", f"Bus {poison}").replace("Une note", f"Une note {poison}")
    )
    for path in ("", "?ligne=29", "?ligne=36", "/publier"):
        page = Page(person.client.get(f"/importer/{known.identifier}{path}").text)
        assert {each.get("src") for each in page.all("script")} <= SCRIPTS
        assert {each.get("src") for each in page.all("img")} == {"/static/maillage.svg"}
        assert [name for _, told in page.elements for name in told if name.startswith("on")] == []


def test_a_document_never_speaks_for_another_contract_than_its_own(person: Person, desk: Desk) -> None:
    known = person.imported(DOCUMENT.replace("Valmouron", "Clairval"))
    assert known.contract == "clairval"
    assert "Ce que ce document ajoute au contrat" in text(person, f"/importer/{known.identifier}")
    assert published(desk) == {}


def exported(person: Person) -> bytes:
    """Return the workbook of Clairval as it is published."""
    files = person.desk.importer.writer.files("clairval")
    return workbook(content("clairval", contract_parts(files).published()))


def handed(person: Person, book: bytes) -> Import:
    answer = person.hand_in(("clairval.xlsx", book))
    return person.settled(answer.headers["location"].rpartition("/")[2])


HEALTH = "action/maison-de-sante"


def test_a_workbook_shows_its_edits_and_publishes_them(person: Person) -> None:
    known = handed(person, edited(exported(person), lambda book: put(book, "Actions", HEALTH, "Statut", "effectuée")))
    told = text(person, f"/importer/{known.identifier}")
    assert (known.state, known.conforms, known.contract) == (State.READ, True, "clairval")
    assert "Ce que ce classeur change au contrat" in told
    assert "Statut : prévue → effectuée" in told
    assert "Le document, ligne à ligne" not in told
    assert "Ce classeur corrige" in text(person, f"/importer/{known.identifier}/publier")
    assert person.publish(known.identifier).status_code == 303
    curation = (person.desk.home / "contracts" / "clairval" / "curation.ttl").read_text("utf-8")
    assert "Ada Exemple" in curation
    assert "Contrat signé" in curation
    assert "effectuée" in TestClient(person.desk.app).get(f"/id/clairval/{HEALTH}").text


def test_a_workbook_with_a_mistake_tells_the_cell_and_changes_nothing(person: Person) -> None:
    known = handed(person, edited(exported(person), lambda book: put(book, "Actions", HEALTH, "Statut", "peut-être")))
    told = text(person, f"/importer/{known.identifier}")
    assert (known.state, known.conforms) == (State.READ, False)
    assert "Ne peut pas être publié : 1 violation à corriger" in told
    assert "Statut" in told
    assert person.publish(known.identifier).status_code == 422
    assert published(person.desk) == {}


def test_a_workbook_as_it_was_exported_changes_nothing(person: Person) -> None:
    known = handed(person, exported(person))
    assert "Rien ne change" in text(person, f"/importer/{known.identifier}")
    assert person.publish(known.identifier).status_code == 303
    assert published(person.desk) == {}


def test_a_workbook_of_a_contract_that_is_not_there_is_refused(person: Person) -> None:
    parts = Parts("ailleurs", Graph().parse(TOWNS / "clairval.ttl"))
    known = handed(person, workbook(content("ailleurs", parts.published())))
    assert known.state is State.REFUSED
    assert "« ailleurs » n'est pas publié ici. Importez d'abord ses documents." in known.message
