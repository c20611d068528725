"""Reading in a process that can be killed: what it hands back, and how it ends."""

import threading
import time
from pathlib import Path

import pytest

from data.imports.apart import Limits, Reader, Unread
from data.imports.state import STEPS
from tests.data.imports.towns import DOCUMENT, NAME, UNNAMED

NOBODY = Path("nowhere")
"""The data directory of somebody who has none."""


def unread(reader: Reader, name: str, content: bytes) -> Unread:
    with pytest.raises(Unread) as raised:
        reader.read(name, content, contract=None, tell=lambda _step: None)
    return raised.value


def test_a_document_comes_back_with_its_report_and_its_graph() -> None:
    steps: list[int] = []
    found, triples = Reader(NOBODY).read(NAME, DOCUMENT.encode(), contract=None, tell=steps.append)
    assert (found.contract, found.document) == ("valmouron", "contrat-2024-2030")
    assert "<https://w3id.org/maillage/id/valmouron/action/bus-de-la-sante>" in triples
    assert steps == list(range(1, len(STEPS)))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("vide.md", b"", "le fichier est vide"),
        ("blanc.md", b" \n\n", "le fichier est vide"),
        ("faux.md", b"%PDF-1.4", "le contenu est du format PDF"),
        ("abime.docx", b"PK\x03\x04 coupe", "tronqué ou abîmé"),
        ("abime.pdf", b"%PDF-1.4 rien", "PDF"),
        ("latin.md", "Contrat de ville signé".encode("latin-1"), "UTF-8"),
        ("liste.md", b"# Liste de courses\n\n- du pain\n", "mise en page"),
    ],
)
def test_a_document_that_does_not_read_is_refused_with_its_name_and_the_reason(
    name: str, content: bytes, said: str
) -> None:
    refusal = unread(Reader(NOBODY), name, content)
    assert said in str(refusal)
    assert not refusal.unnamed


def test_a_document_without_a_territory_is_told_apart() -> None:
    assert unread(Reader(NOBODY), NAME, UNNAMED.encode()).unnamed


def test_a_reading_that_lasts_is_ended() -> None:
    started = time.monotonic()
    refusal = unread(Reader(NOBODY, limits=Limits(seconds=0.05)), NAME, DOCUMENT.encode())
    assert "trop long à lire" in str(refusal)
    assert time.monotonic() - started < 10


def test_a_reading_that_wants_too_much_memory_is_ended() -> None:
    refusal = unread(Reader(NOBODY, limits=Limits(memory=1 << 20)), NAME, DOCUMENT.encode())
    assert str(refusal).startswith(f"{NAME} : ") or "mémoire" in str(refusal)


def test_a_reading_can_be_ended_before_it_begins_and_while_it_runs() -> None:
    reader = Reader(NOBODY)
    reader.kill()
    assert "trop long" in str(unread(reader, NAME, DOCUMENT.encode()))
    running = Reader(NOBODY)
    threading.Timer(0.1, running.kill).start()
    unread(running, NAME, DOCUMENT.encode())
