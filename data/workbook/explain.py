"""Explain a workbook to who opens it: the first sheet, and the note of each column."""

from collections.abc import Iterator

from data import licence
from data.workbook.content import Content
from data.workbook.fields import Field, Kind
from data.workbook.sheets import IDENTIFIER, PLACE, sheets, sheets_of
from data.workbook.trace import FORMAT

HELP = "Lisez-moi"

_HOW = {
    Kind.TEXT: "Texte libre.",
    Kind.WHOLE: "Un nombre entier.",
    Kind.NUMBER: "Un nombre. Vide veut dire inconnu, et non zéro.",
    Kind.FLAG: "« oui », « non », ou vide si rien ne le dit.",
    Kind.DAY: "Une date, jour/mois/année.",
    Kind.CHOICE: "À choisir dans la liste déroulante.",
}
IDENTIFIER_NOTE = (
    "C'est par lui que Maillage reconnaît la ligne : ne le modifiez pas. Laissez-le vide sur une ligne ajoutée. "
    "Videz-le sur une ligne recopiée d'une autre."
)
SEVERAL = "Plusieurs valeurs : une par ligne dans la cellule (Alt+Entrée dans Excel, Ctrl+Entrée dans LibreOffice)."
PLACE_NOTE = "Où le document le dit. Cette colonne est là pour vous : elle n'est pas relue."


def note(field: Field) -> str:
    """Return what a column is for and how to fill it."""
    how = [_HOW[field.kind]]
    if field.classes and (found := sheets_of(field)):
        how.append(f"Ce sont les lignes de {' ou '.join(f'« {sheet.title} »' for sheet in found)}.")
    if any(sheet.segment == "periode" for sheet in sheets_of(field)):
        how.append("Une période peut aussi s'écrire : « 2024-2030 », « mars 2025 », « en continu ».")
    if not field.single:
        how.append(SEVERAL)
    if field.required:
        how.append("Obligatoire.")
    return "\n\n".join(filter(None, (field.note, " ".join(how))))


def lines(content: Content) -> Iterator[tuple[str, str]]:
    """Yield the lines of the first sheet: what is spoken of, and what is said of it."""
    yield from _what_it_is(content)
    yield "", ""
    yield "Modifier", "Changez ce que vous voulez dans les cellules : texte, date, montant, choix d'une liste."
    yield "", "Une cellule vidée retire la valeur. Une cellule vide veut dire « inconnu », jamais « zéro » ni « non »."
    yield "", SEVERAL
    yield "Ajouter", f"Écrivez sous la dernière ligne, sans rien mettre dans « {IDENTIFIER} »."
    yield "", "Pour qu'une autre feuille y renvoie, écrivez-y le même nom, même s'il n'est pas encore dans la liste."
    yield "Retirer", "Supprimez la ligne entière. Si d'autres lignes y renvoient, l'import le dit et n'écrit rien."
    yield "Trier", "Vous pouvez trier, filtrer, déplacer les colonnes et les feuilles : l'ordre ne compte pas."
    yield "", "Les colonnes et les feuilles que vous ajoutez sont laissées de côté, et l'import le dit."
    yield IDENTIFIER, IDENTIFIER_NOTE
    yield PLACE, PLACE_NOTE
    yield "En-têtes", "Les plus foncés sont obligatoires. La note de chaque en-tête dit ce que la colonne contient."
    yield "", "Ne renommez ni les feuilles, ni les colonnes. Ne fusionnez pas de cellules."
    yield "Listes", "Les acteurs nationaux (État, ANAH, ANRU…) s'y choisissent sans avoir de ligne à eux."
    yield "", ""
    yield "Importer", "maillage import --dry-run CLASSEUR.xlsx    montre ce qui changerait, sans rien écrire."
    yield "", "maillage import CLASSEUR.xlsx    applique ce que vous avez changé, et rien d'autre."
    yield "", "Si quelque chose ne va pas, l'import dit la feuille, la ligne et la colonne, et n'écrit rien."
    yield "", "Ce que vous changez est gardé à part des documents, avec votre nom et la date : rien n'est perdu."
    yield "", ""
    yield "Feuille", "Ce qu'elle contient"
    for sheet in sheets():
        yield sheet.title, sheet.definition


def _what_it_is(content: Content) -> Iterator[tuple[str, str]]:
    if content.contract:
        yield "Classeur", f"Le contrat « {content.contract} », tel que Maillage le publie."
        yield "Révision", f"{content.fingerprint} (format de classeur {FORMAT})"
        yield "Licence", licence.TOLD
        yield from (("Source", title) for title in content.sources)
    else:
        yield "Classeur", "Un contrat à saisir."
        yield "Pour commencer", "Donnez au moins le nom et le territoire du contrat, sur la ligne 2 de « Contrat »."
