"""Sum up the rows that a reading page shows; a part is a pure function of the view, and its template bears its name."""

from collections.abc import Callable, Mapping

from service.questions.view import View
from service.reading_pages import calendar, comparison, coverage, directory, funding
from service.world import World

PARTS: Mapping[str, Callable[[World, View], object]] = {
    "calendar": calendar.tell,
    "comparison": comparison.tell,
    "coverage": coverage.tell,
    "directory": directory.tell,
    "funding": funding.tell,
}
"""What a file may name as its part."""
