"""What is handed in: files, archives, forms that are hostile or cut, and what each refusal says."""

import asyncio
import errno
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.testclient import TestClient
from starlette.types import Message

from data.imports import folder
from data.imports.state import State
from service.importing import uploads
from service.importing.uploads import PARTS, parsed, read_form
from service.security import MAX_BODY, MAX_UPLOAD
from tests.data.imports.towns import DOCUMENT, NAME
from tests.service.importing import OWN, SCRIPTS, Desk, Person, opened
from tests.service.markup import Page


@pytest.fixture(scope="module")
def desk(desk_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = opened(desk_folder, tmp_path_factory.mktemp("desk"))
    yield desk
    desk.importer.workshop.stop()


@pytest.fixture
def person(desk: Desk) -> Person:
    for each in desk.importer.imports.all():
        desk.importer.imports.delete(each.identifier)
    return desk.person()


def archive(**files: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return made.getvalue()


def part(head: str, content: bytes = b"1") -> bytes:
    return b"--x\r\n" + head.encode() + b"\r\n\r\n" + content + b"\r\n"


FIELD = 'Content-Disposition: form-data; name="a"'


def test_a_document_leads_to_its_own_page(person: Person) -> None:
    answer = person.hand_in((NAME, DOCUMENT.encode()))
    identifier = answer.headers["location"].removeprefix("/importer/")
    assert (answer.status_code, person.settled(identifier).state) == (303, State.READ)


def test_several_documents_lead_to_the_list(person: Person) -> None:
    answer = person.hand_in((NAME, DOCUMENT.encode()), ("b.md", b"# B"))
    assert answer.headers["location"] == "/importer"
    page = Page(person.client.get("/importer").text).text
    assert NAME in page
    assert "b.md" in page


def test_an_archive_gives_an_import_for_each_of_its_documents(person: Person, desk: Desk) -> None:
    person.hand_in(("deux.zip", archive(**{"a.md": DOCUMENT.encode(), "dossier/b.md": b"# B"})))
    assert sorted(each.name for each in desk.importer.imports.all()) == ["a.md", "b.md"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("grimpe.zip", archive(**{"../../x.md": b"# A"}), "un nom de fichier dangereux"),
        ("bombe.zip", archive(**{"a.md": b"0" * 60_000_000}), "Elle n'est pas ouverte"),
        ("coupe.zip", archive(**{"a.md": b"# A"})[:-30], "tronqué ou abîmé"),
        ("vieux.md", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "avant 2007"),
        ("faux.docx", b"%PDF-1.7", "le contenu est du format PDF"),
        ("nul.md", b"a\0b", "pas un fichier texte"),
    ],
)
def test_what_cannot_be_opened_is_refused_beside_the_field_and_kept_nowhere(
    person: Person, desk: Desk, name: str, content: bytes, said: str
) -> None:
    answer = person.hand_in((name, content))
    page = Page(answer.text)
    assert answer.status_code == 422
    assert said in page.text
    field = next(each for each in page.all("input") if each.get("type") == "file")
    assert field["aria-invalid"] == "true"
    assert "fichier-erreur" in (field["aria-describedby"] or "")
    assert desk.importer.imports.all() == ()


def test_a_form_without_a_file_asks_for_one(person: Person) -> None:
    answer = person.hand_in(("", b""))
    assert answer.status_code == 422
    assert "Choisissez d'abord un document." in Page(answer.text).text


def test_a_full_disk_keeps_nothing_and_says_so(person: Person, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(folder, "write_whole", full)
    answer = person.hand_in((NAME, DOCUMENT.encode()))
    assert answer.status_code == 507
    assert "Faites de la place, puis recommencez." in Page(answer.text).text
    assert list(desk.importer.imports.root.iterdir()) == []


@pytest.mark.parametrize(
    "name",
    ["<script>window.poisoned=1</script>.md", "a\u202edm.exe.md", "../../../etc/passwd", "é" * 300 + ".md", "CON"],
)
def test_a_hostile_name_is_only_text(person: Person, desk: Desk, name: str) -> None:
    person.hand_in((name, b"# A"))
    (kept,) = desk.importer.imports.all()
    person.settled(kept.identifier)
    for path in ("/importer", f"/importer/{kept.identifier}"):
        page = Page(person.client.get(path).text)
        assert {each.get("src") for each in page.all("script")} <= SCRIPTS
        assert "\u202e" not in page.source
    assert [path.name for path in desk.importer.imports.root.iterdir()] == [kept.identifier]


def test_documents_of_twenty_megabytes_are_taken_at_one_address_only(person: Person) -> None:
    large = b"%PDF-" + b"0" * (MAX_BODY * 2)
    assert person.hand_in(("grand.pdf", large)).status_code == 303
    refused = person.client.post("/importer/0123456789abcdef/lire", content=large, headers=OWN)
    assert refused.status_code == 413


def test_a_body_that_says_it_is_longer_than_that_is_refused_unread(person: Person) -> None:
    headers = {**OWN, "Content-Length": str(10**10), "Content-Type": "multipart/form-data; boundary=x"}
    assert person.client.post("/importer", content=b"--x", headers=headers).status_code == 413


def test_a_body_that_hides_its_length_is_stopped_while_it_is_read(person: Person) -> None:
    endless = (b"0" * 1_000_000 for _ in range(MAX_UPLOAD // 1_000_000 + 2))
    headers = {**OWN, "Content-Type": "multipart/form-data; boundary=x"}
    assert person.client.post("/importer", content=endless, headers=headers).status_code == 413


def test_a_stranger_is_refused_before_anything_is_read(desk: Desk) -> None:
    read = []

    def body() -> Iterator[bytes]:
        read.append(1)
        yield b"--x"

    headers = {**OWN, "Content-Type": "multipart/form-data; boundary=x"}
    client = TestClient(desk.app, headers={"Accept": "text/html"})
    assert client.post("/importer", content=body(), headers=headers).status_code == 403


def test_a_body_that_does_not_come_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "SECONDS", 0.01)

    async def silence() -> Message:
        await asyncio.sleep(20)
        return {"type": "http.disconnect"}

    headers = [(b"content-type", b"multipart/form-data; boundary=x")]
    request = Request({"type": "http", "method": "POST", "headers": headers}, silence)
    with pytest.raises(HTTPException) as raised:
        asyncio.run(read_form(request))
    assert raised.value.status_code == 408


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "il est coupé"),
        (b"--x\r\n", "il est coupé"),
        (part(FIELD), "il est coupé"),
        (part(FIELD) * (PARTS + 1) + b"--x--", f"plus de {PARTS} parties"),
        (part(FIELD) * 100_000 + b"--x--", f"plus de {PARTS} parties"),
        (part("Content-Type: text/plain") + b"--x--", "n'a pas de nom"),
        (part("Content-Disposition: attachment; name=a") + b"--x--", "n'a pas de nom"),
        (part(FIELD + "\r\nX: " + "a" * 10_000) + b"--x--", "n'a pas de nom"),
    ],
)
def test_a_form_that_is_cut_or_endless_is_refused_with_the_reason(body: bytes, said: str) -> None:
    with pytest.raises(HTTPException) as raised:
        parsed(body, b"x")
    assert raised.value.status_code == 400
    assert said in raised.value.detail


def test_the_bytes_of_a_file_come_through_as_they_are() -> None:
    content = bytes(range(256)) + b"\r\n--y\r\n\n\r\0"
    head = 'Content-Disposition: form-data; name="f"; filename="été;%22.pdf"\r\nContent-Type: application/pdf'
    form = parsed(part(FIELD, "é".encode()) + part(head, content) + b"--x--\r\n", b"x")
    assert form.fields == {"a": "é"}
    assert [(file.name, file.content) for file in form.files] == [("été;%22.pdf", content)]


def test_a_form_within_a_form_is_not_unfolded() -> None:
    inner = b'--y\r\nContent-Disposition: form-data; name="jeton"\r\n\r\nstolen\r\n--y--'
    head = 'Content-Disposition: form-data; name="a"\r\nContent-Type: multipart/mixed; boundary=y'
    assert list(parsed(part(head, inner) + b"--x--", b"x").fields) == ["a"]


@pytest.mark.parametrize("kind", ["multipart/form-data", f"multipart/form-data; boundary={'x' * 71}"])
def test_a_form_that_does_not_say_what_parts_it_is_refused(person: Person, kind: str) -> None:
    answer = person.client.post("/importer", content=b"--x", headers={**OWN, "Content-Type": kind})
    assert answer.status_code == 400


def test_a_compressed_body_is_refused(person: Person) -> None:
    headers = {**OWN, "Content-Type": "multipart/form-data; boundary=x", "Content-Encoding": "gzip"}
    assert person.client.post("/importer", content=b"x", headers=headers).status_code == 415
