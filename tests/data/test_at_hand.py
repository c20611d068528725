"""Documents are known by their bytes: where they lie and what they are called does not matter."""

import hashlib
from pathlib import Path

import pytest

from data.at_hand import Library, keep
from data.formats import UnreadableDocument

CONTENT = "# Contrat\n\nUne maison de santé.\n".encode()
DIGEST = hashlib.sha256(CONTENT).hexdigest()


def words(library: Library) -> list[str]:
    document = library.document(DIGEST)
    return [block.text for block in document.blocks] if document else []


def test_a_file_is_found_by_what_it_holds_whatever_its_name(tmp_path: Path) -> None:
    (tmp_path / "n'importe quoi.md").write_bytes(CONTENT)
    assert words(Library([tmp_path])) == ["Contrat", "Une maison de santé."]


def test_several_folders_are_looked_through_and_one_that_is_missing_holds_nothing(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "x.md").write_bytes(CONTENT)
    assert Library([tmp_path / "a", tmp_path / "b"]).find(DIGEST) == tmp_path / "b" / "x.md"


def test_a_file_that_changes_is_no_longer_that_document(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_bytes(CONTENT)
    library = Library([tmp_path])
    assert library.document(DIGEST)
    path.write_bytes(CONTENT + b"Une ligne de plus.\n")
    assert library.find(DIGEST) is None
    assert library.document(DIGEST) is None


@pytest.mark.parametrize("digest", [None, "", "../x.md", DIGEST.upper(), DIGEST[:-1], f"{DIGEST}\0", f"{DIGEST}/.."])
def test_only_a_digest_finds_a_file(digest: str | None, tmp_path: Path) -> None:
    (tmp_path / "x.md").write_bytes(CONTENT)
    assert Library([tmp_path]).document(digest) is None


def test_what_is_kept_is_found_again_and_its_name_is_made_of_its_bytes(tmp_path: Path) -> None:
    path = keep(CONTENT, "../../été\0 /contrat.MD", folder=tmp_path / "documents")
    assert path == tmp_path / "documents" / f"{DIGEST}.md"
    assert Library([path.parent]).find(DIGEST) == path


@pytest.mark.parametrize("name", ["contrat", "contrat.", "x.été", "x./etc", f"x.{'a' * 300}"])
def test_a_name_without_a_plain_extension_leaves_the_digest_alone(name: str, tmp_path: Path) -> None:
    assert keep(CONTENT, name, folder=tmp_path).name == DIGEST


def test_keeping_a_document_twice_keeps_it_once(tmp_path: Path) -> None:
    keep(CONTENT, "a.md", folder=tmp_path)
    keep(CONTENT, "b.md", folder=tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [f"{DIGEST}.md"]


def test_a_file_that_cannot_be_read_says_why_each_time(tmp_path: Path) -> None:
    content = b"\x00\x01 not a document"
    (tmp_path / "x.md").write_bytes(content)
    library = Library([tmp_path])
    for _ in range(2):
        with pytest.raises(UnreadableDocument, match="pas un fichier texte"):
            library.document(hashlib.sha256(content).hexdigest())


def test_folders_hidden_files_and_dangling_links_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "folder.md").mkdir()
    (tmp_path / ".hidden.md").write_bytes(CONTENT)
    (tmp_path / "gone.md").symlink_to(tmp_path / "nowhere")
    assert Library([tmp_path]).find(DIGEST) is None
