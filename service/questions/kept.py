"""Answer the questions of the catalogue; what was answered of one state of the data is kept for who asks it again."""

import datetime as dt
from collections.abc import Mapping, Sequence

from queries.ask import Answer, ask
from queries.catalogue import Question
from service.world import World


def answer_of(
    world: World, question: Question, arguments: Mapping[str, Sequence[str]], *, day: dt.date | None = None
) -> Answer:
    """Return the answer to a question on a day, today by default; raise a QuestionError for wrong arguments."""
    said = {name: tuple(value for value in values if value.strip()) for name, values in arguments.items()}
    today = day or dt.datetime.now(tz=dt.UTC).date()
    key = (question.name, today, frozenset(said.items()))
    return world.answers.get(key, lambda: ask(world.store, question, said, revision=world.revision, asked_on=today))
