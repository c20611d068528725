"""Write the result of a free query as a spreadsheet: the rows on one sheet, how they were had on another."""

import datetime as dt
from collections.abc import Sequence

from openpyxl import Workbook

from data import licence
from data.workbook.archive import saved
from queries.spreadsheet import NOTICE, CellValue, append, fit, style_header


def free_sheet(
    headers: Sequence[str],
    rows: Sequence[Sequence[CellValue]],
    *,
    query: str,
    link: str,
    revision: str,
    asked_on: dt.date,
) -> bytes:
    """Return a workbook: sheet « Réponse », and sheet « Recette » with the query, its address and the revision."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Réponse"
    append(sheet, headers)
    for row in rows:
        append(sheet, row)
    style_header(sheet)
    sheet.freeze_panes = "A2"
    fit(sheet)
    recipe = book.create_sheet("Recette")
    told = {
        "Posée le": f"{asked_on:%d/%m/%Y}",
        "Révision des données": revision,
        "Lien permanent": link or "aucun : la requête est trop longue pour une adresse",
        "Nombre de lignes": str(len(rows)),
        "À savoir": NOTICE,
        "Licence": licence.TOLD,
        "Requête SPARQL": query,
    }
    for line in told.items():
        append(recipe, line)
    fit(recipe)
    book.properties.creator = "Maillage"
    book.properties.created = book.properties.modified = dt.datetime.combine(asked_on, dt.time())
    return saved(book)
