"""The page of the catalogue: the questions theme by theme, found by words, each with its example and its query."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from data.text import fold
from queries.catalogue import Question, catalogue
from queries.question import CONTRACT
from service.listing import asked_of, choice
from service.questions.pages import example
from service.templating import page
from service.world import TheWorld, World

LONGEST = 200
"""How many characters of the words sought are read."""
router = APIRouter(tags=["pages"], default_response_class=HTMLResponse)


@dataclass(frozen=True, slots=True)
class Entry:
    """A question as the catalogue shows it: its first sentence, the rest, and where it leads.

    `address` is its form, for the contract that was chosen; `example` its answer to its own example, empty where that
    is not loaded; `query` its text in the editor.
    """

    question: Question
    told: str
    more: str
    address: str
    example: str
    query: str

    @property
    def refined(self) -> str:
        """Say by what the question can be refined."""
        return ", ".join(parameter.label.lower() for parameter in self.question.parameters)


@dataclass(frozen=True, slots=True)
class Section:
    """The questions of one theme."""

    theme: str
    entries: tuple[Entry, ...]


@router.get("/questions", summary="Le catalogue des questions")
def index(request: Request, world: TheWorld, mots: str = "") -> HTMLResponse:
    """Énumère les questions, thème par thème ; se filtre par des mots, et porte un contrat à leurs formulaires."""
    asked = asked_of(request)
    contract = choice(asked, CONTRACT.name, [each.identifier for each in world.contracts]) or ""
    words = mots[:LONGEST]
    found = [question for question in catalogue().values() if matches(question, words)]
    context = {
        "words": words,
        "chosen": [each for each in world.contracts if each.identifier == contract],
        "sections": tuple(_sections(world, found, contract)),
        "found": len(found),
        "total": len(catalogue()),
    }
    return page(request, "questions.html", context)


def matches(question: Question, words: str) -> bool:
    """Tell whether a question speaks of all the words, whatever their accents and their case."""
    labels = (parameter.label for parameter in question.parameters)
    said = fold(" ".join((question.name, question.title, question.description, *question.tags, *labels)))
    return all(word in said for word in fold(words).split())


def _sections(world: World, questions: Sequence[Question], contract: str) -> Iterator[Section]:
    themes: dict[str, list[Entry]] = {}
    for question in questions:
        theme = question.tags[0] if question.tags else "Autres"
        themes.setdefault(theme, []).append(_entry(world, question, contract))
    yield from (Section(theme, tuple(themes[theme])) for theme in sorted(themes, key=fold))


def _entry(world: World, question: Question, contract: str) -> Entry:
    kept = [(CONTRACT.name, contract)] if contract else []
    bare, shown = f"/questions/{question.name}", example(world, question)
    told, _, more = question.description.partition(". ")
    return Entry(
        question=question,
        told=f"{told}." if more else told,
        more=more,
        address=f"{bare}?{urlencode(kept)}" if kept else bare,
        example=shown if shown != bare else "",
        query=f"/requete?{urlencode([('question', question.name), *kept])}",
    )
