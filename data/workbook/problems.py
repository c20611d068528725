"""Say where something is wrong in a workbook, and refuse the workbook for it."""

from collections.abc import Iterable
from dataclasses import dataclass

SHOWN = 30
"""How many problems are told at once; the number of the others is said."""


@dataclass(frozen=True, slots=True, order=True)
class Where:
    """A place in a workbook: a sheet, a row of it or 0, a column or an empty name.

    >>> str(Where("Actions", 12, "Statut"))
    'Actions, ligne 12, Statut'
    """

    sheet: str
    row: int = 0
    column: str = ""

    def __str__(self) -> str:
        line = f"ligne {self.row}" if self.row else ""
        return ", ".join(filter(None, (self.sheet, line, self.column)))


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """What is wrong somewhere, and what to do about it."""

    where: Where
    message: str

    def __str__(self) -> str:
        return f"{self.where} : {self.message}"


class Refused(ValueError):
    """A workbook of which nothing is applied; `problems` says why, each with its place and the way out."""

    def __init__(self, problems: Iterable[Problem | str]) -> None:
        self.problems = tuple(problems)
        told = [str(problem) for problem in self.problems[:SHOWN]]
        if len(self.problems) > SHOWN:
            told.append(f"… et {len(self.problems) - SHOWN} autres.")
        super().__init__("\n".join(told))
