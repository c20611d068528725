"""What is wrong in a workbook is told with its sheet, row and column and the way out, and nothing is applied."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from openpyxl import Workbook

from data.formats import UnreadableDocument, confined
from data.workbook.apply import apply
from data.workbook.problems import Refused
from data.workbook.read import read
from data.workbook.revise import Parts
from tests.data.workbook.editing import SIGNATURE, add, applied, column, edited, put, row

HOUSE = "action/maison-de-sante"
Edit = Callable[[Workbook], object]


def rename(book: Workbook, title: str, header: str, name: str) -> None:
    book[title].cell(1, column(book[title], header)).value = name


def drop(book: Workbook, title: str, header: str) -> None:
    book[title].delete_cols(column(book[title], header))


def delete(book: Workbook, title: str, identifier: str) -> None:
    book[title].delete_rows(row(book[title], identifier))


def copy(book: Workbook, title: str, identifier: str, to: str) -> None:
    found = [cell.value for cell in book[title][row(book[title], identifier)]]
    book[to].append(found)


def retitle(book: Workbook, title: str, name: str) -> None:
    book[title].title = name


REFUSED: dict[str, tuple[Edit, str]] = {
    "a label that is not in the list": (
        lambda book: put(book, "Actions", HOUSE, "Statut", "efectuée"),
        "Actions, ligne 3, Statut : « efectuée » n'est pas dans la liste. Vouliez-vous dire « effectuée » ?",
    ),
    "a thing that nobody named": (
        lambda book: put(book, "Actions", HOUSE, "Public", "Familles\nMarins"),
        r"Actions, ligne 3, Public : « Marins » n'est pas dans la liste\..* une ligne dans « Publics »",
    ),
    "a day that is none": (
        lambda book: put(book, "Périodes", "periode/2024-2030", "Début", "31/02/2024"),
        "Périodes, ligne 2, Début : « 31/02/2024 » n'est pas une date. Écrivez jour/mois/année",
    ),
    "a moment": (
        lambda book: put(book, "Périodes", "periode/2024-2030", "Début", datetime(2024, 1, 1, 8)),
        "Périodes, ligne 2, Début : .* porte une heure",
    ),
    "words for a period that tell none": (
        lambda book: put(book, "Actions", HOUSE, "Période", "bientôt"),
        "Actions, ligne 3, Période : « bientôt » n'est pas dans la liste",
    ),
    "a number that is none": (
        lambda book: put(book, "Financements", "financement/maison-de-sante-commune", "Montant", "beaucoup"),
        "Financements, ligne 3, Montant : « beaucoup » n'est pas un nombre. Écrivez des chiffres",
    ),
    "a year that is not whole": (
        lambda book: put(book, "Financements", "financement/maison-de-sante-commune", "Année", 2024.5),
        r"Financements, ligne 3, Année : « 2024,5 » n'est pas un nombre entier",
    ),
    "neither yes nor no": (
        lambda book: put(book, "Actions", HOUSE, "Financement à définir", "peut-être"),
        "Actions, ligne 3, Financement à définir : « peut-être » n'est ni « oui » ni « non »",
    ),
    "a day that a spreadsheet made of a text": (
        lambda book: put(book, "Cadre", "element/p-1-1-1", "Code", datetime(2024, 1, 1)),
        "Cadre, ligne 4, Code : le tableur a pris la valeur pour une date. Mettez la cellule au format Texte",
    ),
    "a formula that was never computed": (
        lambda book: put(book, "Actions", HOUSE, "Nom", "=UPPER(A1)"),
        "Actions, ligne 3, Nom : la formule n'a pas de valeur enregistrée. Ouvrez le classeur, enregistrez-le",
    ),
    "a formula at fault": (
        lambda book: put(book, "Actions", HOUSE, "Nom", "#N/A"),
        "Actions, ligne 3, Nom : la formule est en erreur",
    ),
    "what must be told is blank": (
        lambda book: put(book, "Actions", HOUSE, "Statut", None),
        "Actions, ligne 3, Statut : la cellule est vide, et cette colonne est obligatoire. Remplissez-la.",
    ),
    "a new line without what must be told": (
        lambda book: add(book, "Actions", {"Nom": "Bal"}),
        "Actions, ligne 5, Statut : la cellule est vide",
    ),
    "a line that was copied with its identifier": (
        lambda book: copy(book, "Actions", HOUSE, "Actions"),
        "Actions, ligne 5 : l'identifiant « action/maison-de-sante » est déjà celui de la ligne 3. Videz-le",
    ),
    "a line of another sheet": (
        lambda book: copy(book, "Actions", HOUSE, "Freins"),
        "Freins, ligne 3 : l'identifiant « action/maison-de-sante » est celui d'une ligne de « Actions »",
    ),
    "an identifier that is none": (
        lambda book: add(book, "Actions", {"Identifiant": "action/bal", "Nom": "Bal"}),
        "Actions, ligne 5 : l'identifiant « action/bal » n'est pas de ceux de l'export. Videz-le",
    ),
    "a second contract": (
        lambda book: add(book, "Contrat", {"Nom": "Contrat de Valdor", "Territoire": "Valdor"}),
        "Contrat, ligne 3 : un classeur ne tient qu'un contrat",
    ),
    "no contract any more": (
        lambda book: book["Contrat"].delete_rows(2),
        "Contrat : la ligne du contrat manque",
    ),
    "a thing that others point to": (
        lambda book: delete(book, "Acteurs", "acteur/region"),
        "Financements, ligne 5 : « Région » renvoie encore à « Région des Collines », dont la ligne manque",
    ),
    "a sheet of another name": (
        lambda book: retitle(book, "Actions", "Mes actions"),
        "Mes actions : je ne connais pas cette feuille, et il manque « Actions »",
    ),
    "a column of another name": (
        lambda book: rename(book, "Actions", "Statut", "Etat"),
        "Actions : il manque « Statut », et je ne connais pas « Etat »",
    ),
    "two columns of one name": (
        lambda book: rename(book, "Actions", "Objectif", "statut"),
        "Actions : deux colonnes s'appellent « statut »",
    ),
    "no column of identifiers": (
        lambda book: drop(book, "Actions", "Identifiant"),
        "Actions : la colonne « Identifiant » manque",
    ),
    "merged cells": (
        lambda book: book["Actions"].merge_cells("C2:C4"),
        r"Actions : des cellules sont fusionnées \(C2:C4\). Défaites la fusion",
    ),
    "what the shapes refuse": (
        lambda book: put(book, "Acteurs", "acteur/region", "SIREN", "12"),
        "Acteurs, ligne 4, SIREN : « Région des Collines » : .*SIREN",
    ),
    "what the checks refuse": (
        lambda book: put(book, "Cadre", "element/os-1-1", "Dépend de", "P 1.1.1 – Ouvrir une maison de santé"),
        "Cadre, ligne [0-9]+, Dépend de : ",
    ),
}


@pytest.mark.parametrize(("edit", "message"), REFUSED.values(), ids=REFUSED)
def test_a_mistake_is_told_with_its_place_and_the_way_out(edit: Edit, message: str, town: Parts, book: bytes) -> None:
    with pytest.raises(Refused) as caught:
        applied(edited(book, edit), town)
    assert re.search(message, str(caught.value)), str(caught.value)


def test_all_mistakes_are_told_at_once(town: Parts, book: bytes) -> None:
    def spoil(opened: Workbook) -> None:
        put(opened, "Actions", HOUSE, "Statut", "rêvée")
        put(opened, "Périodes", "periode/2024-2030", "Fin", "demain")

    with pytest.raises(Refused) as caught:
        applied(edited(book, spoil), town)
    assert [str(problem).partition(" : ")[0] for problem in caught.value.problems] == [
        "Actions, ligne 3, Statut",
        "Périodes, ligne 2, Fin",
    ]


def insert_title(book: Workbook) -> None:
    book["Actions"].insert_rows(1)
    book["Actions"].cell(1, 1).value = "Les actions de Clairval"


def scribble(book: Workbook, column: int, texts: dict[int, str]) -> None:
    for line, text in texts.items():
        book["Actions"].cell(line, column).value = text


TOLD: dict[str, tuple[Edit, str]] = {
    "a sheet that is gone": (
        lambda book: book.remove(book["Freins"]),
        "feuille « Freins » : absente, rien n'en est changé.",
    ),
    "a sheet of one's own": (
        lambda book: book.create_sheet("Brouillon").append(["à voir"]),
        "feuille « Brouillon » : elle n'est pas de Maillage, elle n'est pas lue.",
    ),
    "a column that is gone": (
        lambda book: drop(book, "Actions", "Statut"),
        "Actions, colonne « Statut » : absente, rien n'en est changé.",
    ),
    "a column of one's own": (
        lambda book: scribble(book, 30, {1: "Avis", 2: "oui"}),
        "Actions, colonne « Avis » : ajoutée, elle n'est pas lue.",
    ),
    "a place written over": (
        lambda book: put(book, "Actions", HOUSE, "Où c'est écrit", "nulle part"),
        "Actions, ligne 3, Où c'est écrit : cette colonne ne se modifie pas, ce que vous y avez mis n'est pas lu.",
    ),
    "blank lines at the end": (
        lambda book: scribble(book, 3, {8: " ", 40: " "}),
        "",
    ),
    "a title above the header": (insert_title, ""),
    "capitals and accents": (lambda book: put(book, "Actions", HOUSE, "Statut", " Prevue"), ""),
    "headers in capitals": (lambda book: rename(book, "Actions", "Répond à", "REPOND A"), ""),
}


@pytest.mark.parametrize(("edit", "notice"), TOLD.values(), ids=TOLD)
def test_what_is_left_aside_is_told_and_changes_nothing(edit: Edit, notice: str, town: Parts, book: bytes) -> None:
    outcome = applied(edited(book, edit), town)
    assert (list(outcome.edits), outcome.revision) == ([], None)
    assert outcome.notices == ((notice,) if notice else ())


def computed(content: bytes, coordinate: str, text: str) -> Iterator[tuple[str, bytes]]:
    """Yield the parts of a workbook in which a cell of Actions is a formula, with the value that a program computed."""
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        for name in opened.namelist():
            part = opened.read(name)
            if name == "xl/worksheets/sheet3.xml":
                cell = f'<c r="{coordinate}" t="str"><f>LOWER("X")</f><v>{text}</v></c>'.encode()
                part, count = re.subn(rf'<c r="{coordinate}"[^>]*>.*?</c>'.encode(), cell, part, count=1)
                assert count == 1
            yield name, part


def test_a_formula_says_its_value(town: Parts, book: bytes) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for name, part in computed(book, "B3", "Maison des soins"):
            packed.writestr(name, part)
    outcome = applied(buffer.getvalue(), town)
    assert list(outcome.edits) == ["Actions, ligne 3, Nom : Maison de santé → Maison des soins"]


def test_a_workbook_is_read_in_a_process_of_its_own(town: Parts, book: bytes) -> None:
    assert apply(read(book), town, SIGNATURE).revision is None
    with pytest.raises(UnreadableDocument, match="trop long"):
        confined.cells(book, seconds=0.01)


def test_entities_are_refused_before_anything_is_parsed(book: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(book)) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    parts["xl/workbook.xml"] = b'<!DOCTYPE x [<!ENTITY a "b">]>' + parts["xl/workbook.xml"]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    with pytest.raises(UnreadableDocument, match="DOCTYPE"):
        read(buffer.getvalue())


@pytest.mark.parametrize("text", ["abîmé", None])
def test_a_workbook_whose_memory_is_damaged_is_refused(text: str | None, town: Parts, book: bytes) -> None:
    def spoil(opened: Workbook) -> None:
        opened["_maillage"].cell(3, 1).value = text

    with pytest.raises(UnreadableDocument, match="Exportez de nouveau le contrat"):
        applied(edited(book, spoil), town)
