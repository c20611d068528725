"""What is hostile, torn or of another format is refused with a sentence that says what to do, and harms nothing."""

import io
import re
import time
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

import docx
import pytest
from openpyxl import Workbook
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from data.formats import UnreadableDocument, archive, confined, documents, read
from data.formats.sniff import Format, sniff
from tests.data.formats.writers import saved


def refused(name: str, content: bytes, message: str) -> None:
    with pytest.raises(UnreadableDocument, match=message) as caught:
        read(name, content)
    assert str(caught.value).startswith(f"{name} : ")


def workbook() -> bytes:
    book = Workbook()
    book.worksheets[0].append(["ACTION", "DELAIS"])
    return saved(book)


def word() -> bytes:
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    return buffer.getvalue()


def pdf(draw: Callable[[Canvas], None], pages: int = 1, lock: StandardEncryption | None = None) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt=lock)
    for _ in range(pages):
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def written(canvas: Canvas) -> None:
    canvas.drawString(100, 700, "Contrat de ville de Clairval")


def packed(parts: Mapping[str, bytes | str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, part in parts.items():
            opened.writestr(name, part)
    return buffer.getvalue()


def changed(content: bytes, part: str, old: str, new: str) -> bytes:
    """Return an archive with one part altered."""
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        parts: dict[str, bytes | str] = {name: opened.read(name) for name in opened.namelist()}
    text = bytes(parts[part]).decode()  # type: ignore[arg-type]  # read() gives bytes
    assert old in text
    return packed({**parts, part: text.replace(old, new, 1)})


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("contrat.docx", pdf(written), "« .docx », mais le contenu est du format PDF"),
        ("contrat.pdf", word(), r"format Word \(.docx\)"),
        ("contrat.xlsx", b"ACTION;DELAIS\n", "format texte"),
        ("contrat.csv", b"<!DOCTYPE html><html><p>Bonjour</html>", "format HTML"),
        ("contrat.md", workbook(), r"format Excel \(.xlsx\)"),
        ("contrat.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "avant 2007"),
        ("contrat.rtf", b"{\\rtf1 Bonjour}", "RTF"),
        ("contrat.odt", packed({"mimetype": "application/vnd.oasis.opendocument.text"}), "OpenDocument"),
        ("contrat.bin", b"\x89PNG\r\n\0", "ni un format connu. Formats lus : texte"),
    ],
)
def test_the_content_decides_and_a_name_that_says_otherwise_is_refused(name: str, content: bytes, message: str) -> None:
    refused(name, content, message)


def test_the_format_is_told_by_the_content_where_the_name_says_nothing() -> None:
    found = [sniff("contrat", content) for content in (word(), workbook(), pdf(written), b"| A |\n|---|\n", b"A\tB")]
    assert found == [Format.DOCX, Format.XLSX, Format.PDF, Format.MARKDOWN, Format.TEXT]


@pytest.mark.parametrize("name", ["x.md", "x.csv", "x.txt"])
@pytest.mark.parametrize("content", [b"", b" \n\n", b"\xef\xbb\xbf"])
def test_an_empty_file_has_nothing_to_import(name: str, content: bytes) -> None:
    refused(name, content, "vide")


def test_an_empty_document_of_word_has_nothing_to_import() -> None:
    refused("x.docx", word(), "vide")
    refused("x.xlsx", saved(Workbook()), "vide")
    refused("x.html", b"<html><script>1</script></html>", "vide")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'A;B\n"jamais ferm\xc3\xa9;1\n', "ligne 2 ne se lit pas"),
        (b"A;B\n\0;1\n", "pas un fichier texte"),
        (b"A;B\n" + b";" * 10**6, "ligne 2 a 1000001 colonnes"),
        (b"A;B\n" + b"a" * 200_000 + b";b\n", "cellule trop longue"),
        ("A;B\né;1".encode("utf-16"), "UTF-16"),
        (b"A;B\n\x81;1\n", "ni de l'UTF-8 ni du Windows-1252"),
    ],
)
def test_a_csv_that_does_not_parse_is_refused_by_its_line(content: bytes, message: str) -> None:
    refused("x.csv", content, message)


@pytest.mark.parametrize("line", ["-" + " " * 300_000 + "x", "." * 300_000, " " * 300_000 + "x", "| " * 1_000])
@pytest.mark.parametrize("name", ["x.md", "x.csv"])
def test_a_line_that_repeats_itself_is_read_in_a_moment(name: str, line: str) -> None:
    rule = "| A |\n|---|\n" if name == "x.md" else "A;B\n"
    start = time.process_time()
    with suppress(UnreadableDocument):
        read(name, (rule + line).encode())
    assert time.process_time() - start < 10


def test_windows_accents_are_read_and_told() -> None:
    document = read("x.csv", "Échéance;Délai\nété;1\n".encode("cp1252"))
    assert document.blocks[0].cells == ("Échéance", "Délai")
    assert "Windows-1252" in document.warnings[0]


@pytest.mark.parametrize("name", ["x.csv", "x.txt", "x.html"])
def test_accents_that_were_encoded_twice_are_told(name: str) -> None:
    text = "<html><p>RÃ©ussite;B\nÃ©tÃ©;1" if name == "x.html" else "RÃ©ussite;B\nÃ©tÃ©;1"
    assert "« Ã© » (ligne 1)" in read(name, text.encode()).warnings[0]


def test_mixed_line_ends_part_lines() -> None:
    assert [block.place.line for block in read("x.csv", b"A;B\r\nC;D\rE;F\nG;H").blocks] == [1, 2, 3, 4]


def test_a_bomb_is_not_opened() -> None:
    bomb = packed({"[Content_Types].xml": "", "xl/workbook.xml": b"\0" * (60 << 20)})
    assert len(bomb) < 100_000
    refused("x.xlsx", bomb, "pèserait 60 Mio")
    refused("x.xlsx", packed({"xl/workbook.xml": b" " * 10**6}), "plus de 100 fois son poids")


def test_an_archive_of_too_many_files_is_not_opened() -> None:
    refused("x.zip", packed({f"{n}.txt": "" for n in range(archive.ENTRIES + 1)}), "plus de 1000 fichiers")
    refused("x.zip", b"PK\x03\x04" + b"PK\x01\x02" * 20_000, "plus de 1000 fichiers")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_before_anything_parses_them(encoding: str) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]><x>&a;&b;</x>'
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": "<x/>",
        "xl/workbook.xml": "<x/>",
        "xl/sharedStrings.xml": bomb.encode(encoding),
    }
    refused("x.xlsx", packed(parts), r"« xl/sharedStrings.xml » déclare un type de document")


@pytest.mark.parametrize("name", ["../../x.txt", "/x.txt", "C:\\x.txt", "a\\..\\..\\x.txt"])
def test_a_name_that_leads_out_of_the_archive_is_refused(name: str) -> None:
    refused("x.zip", packed({name: "texte"}), "nom de fichier dangereux")


def test_an_archive_with_a_password_or_macros_is_refused() -> None:
    locked = bytearray(packed({"contrat.txt": "texte"}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(signature) + offset] |= 1
    refused("x.zip", bytes(locked), "mot de passe")
    refused("x.xlsm", packed({"[Content_Types].xml": "", "xl/vbaProject.bin": ""}), "macros")


@pytest.mark.parametrize("make", [word, workbook])
def test_a_torn_archive_is_refused(make: Callable[[], bytes]) -> None:
    content = make()
    refused("x", content[: len(content) // 2], "tronqué")
    middle = len(content) // 3
    torn = content[:middle] + bytes(64) + content[middle + 64 :]
    with pytest.raises(UnreadableDocument):
        read("x", torn)


def test_an_archive_gives_its_documents_and_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    held = packed({"dossier/a.txt": "A", "b.docx": word(), "__MACOSX/._a.txt": "?", ".DS_Store": "?"})
    assert [name for name, _ in documents("x.zip", held)] == ["a.txt", "b.docx"]
    assert list(documents("a.txt", b"A")) == [("a.txt", b"A")]
    assert not list(tmp_path.iterdir())
    with pytest.raises(UnreadableDocument, match=r"deux fichiers nommés « a\.txt »"):
        list(documents("x.zip", packed({"1/a.txt": "A", "2/a.txt": "A"})))
    refused("x.zip", held, "archive dans une archive")


def test_a_torn_or_locked_pdf_is_refused() -> None:
    whole = pdf(written)
    refused("x.pdf", whole[: len(whole) // 2], "tronqué")
    refused("x.pdf", pdf(written, lock=StandardEncryption("secret")), "mot de passe")
    refused("x.pdf", b"%PDF-1.7\n\0%%EOF", "abîmé")


def test_a_pdf_without_text_is_sent_to_an_ocr() -> None:
    scan = pdf(lambda canvas: canvas.rect(50, 50, 400, 700, fill=1))
    refused("x.pdf", scan, re.escape("ce PDF est une image : passez-le d'abord dans une reconnaissance de caractères"))


def test_a_pdf_of_ten_thousand_pages_is_refused() -> None:
    refused("x.pdf", pdf(written, pages=10_000), "10000 pages")


def test_a_pdf_whose_pages_hold_each_other_is_read_once() -> None:
    whole = pdf(written)
    found = re.search(rb"/Kids \[ (\d+ 0 R) \]", whole)
    parent = re.search(rb"/Pages (\d+ 0 R)", whole)
    assert found
    assert parent
    looped = whole.replace(found.group(), b"/Kids [ " + parent[1] + b" " + found[1] + b" ]")
    assert read("x.pdf", looped).lines == ("Contrat de ville de Clairval",)


def test_a_parser_that_takes_too_long_or_too_much_is_ended() -> None:
    content = pdf(written, pages=400)
    with pytest.raises(UnreadableDocument, match="plus de 30 secondes"):
        confined.parse(Format.PDF, content, seconds=0.3)
    with pytest.raises(UnreadableDocument, match=r"mémoire|abîmé"):
        confined.parse(Format.PDF, content, memory=64 << 20)


def test_a_workbook_of_a_million_empty_rows_is_read_by_what_it_holds() -> None:
    content = changed(workbook(), "xl/worksheets/sheet1.xml", 'ref="A1:B1"', 'ref="A1:XFD1048576"')
    assert read("x.xlsx", content).lines == ("ACTION | DELAIS",)


def test_a_sheet_that_is_too_large_is_refused() -> None:
    book = Workbook()
    book.worksheets[0]["A1"] = "ACTION"
    book.worksheets[0]["XFD1048576"] = "loin"
    refused("x.xlsx", saved(book), "démesurée")


def test_cells_merged_over_a_whole_sheet_are_refused() -> None:
    part = '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    content = changed(workbook(), "xl/worksheets/sheet1.xml", "</sheetData>", f"</sheetData>{part}")
    refused("x.xlsx", content, "fusionnées sur toute une feuille")


def test_insertions_and_content_controls_of_word_are_read_and_text_boxes_told() -> None:
    made = docx.Document()
    made.add_paragraph("Contrat de ville")
    buffer = io.BytesIO()
    made.save(buffer)
    wrapped = (
        '<w:sdt><w:sdtPr/><w:sdtContent><w:p><w:ins w:id="1" w:author="x"><w:r><w:t>ajouté</w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="x"><w:r><w:delText>ôté</w:delText></w:r></w:del></w:p></w:sdtContent></w:sdt>'
        "<w:p><w:r><w:pict><w:txbxContent><w:p/></w:txbxContent></w:pict></w:r></w:p><w:sectPr"
    )
    document = read("x.docx", changed(buffer.getvalue(), "word/document.xml", "<w:sectPr", wrapped))
    assert document.lines == ("Contrat de ville", "ajouté")
    assert any("zones de texte" in warning for warning in document.warnings)
    assert any("modifications suivies" in warning for warning in document.warnings)


@pytest.mark.parametrize("name", ["a/b.txt", "../x.txt", "CON", "é" * 300 + ".txt", "\u202ex.txt", "🦊.txt"])
def test_a_name_of_a_file_is_only_text(name: str) -> None:
    assert read(name, b"Bonjour").name == name
