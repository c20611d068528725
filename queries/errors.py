"""What can be wrong with what a question is asked: each error says it in French, with the way out."""

from collections.abc import Sequence

from queries.question import Parameter, Question

SHOWN = 80


class QuestionError(ValueError):
    """A question cannot be answered as it was asked."""


class UnknownQuestion(QuestionError):  # the public name
    """No question has that name."""

    def __init__(self, name: str, nearest: Sequence[str]) -> None:
        super().__init__(f"Je ne connais pas la question « {shown(name)} ».{_near('Questions proches', nearest)}")
        self.name = name
        self.nearest = tuple(nearest)


class UnknownParameter(QuestionError):  # the public name
    """The question has no such parameter."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(f"Cette question n'a pas de paramètre « {shown(name)} ».{_near('Elle accepte', known)}")
        self.name = name
        self.known = tuple(known)


class MissingValue(QuestionError):  # the public name
    """A required parameter was not given."""

    def __init__(self, parameter: Parameter) -> None:
        super().__init__(f"Il manque {parameter.designation} (paramètre « {parameter.name} »).")
        self.parameter = parameter.name


class RepeatedValue(QuestionError):  # beside the others
    """A parameter that takes one value was given several."""

    def __init__(self, parameter: Parameter) -> None:
        super().__init__(f"Une seule valeur est possible pour {parameter.designation} (« {parameter.name} »).")
        self.parameter = parameter.name


class UnknownValue(QuestionError):  # the public name
    """Nothing in the graphs asked bears that name; `nearest` are the valid values that look most like it."""

    def __init__(self, parameter: Parameter, value: str, nearest: Sequence[str]) -> None:
        near = _near("Valeurs proches", nearest)
        super().__init__(f"Je ne connais pas {parameter.designation} « {shown(value)} ».{near}")
        self.parameter = parameter.name
        self.value = value
        self.nearest = tuple(nearest)


class MalformedValue(UnknownValue):
    """The value does not have the form that the parameter takes."""

    def __init__(self, parameter: Parameter, value: str, form: str) -> None:
        super().__init__(parameter, value, ())
        self.args = (f"« {shown(value)} » n'est pas {form} (paramètre « {parameter.name} »).",)


class AmbiguousValue(QuestionError):  # beside the others
    """Several things bear that name; `candidates` are values that each mean one of them."""

    def __init__(self, parameter: Parameter, value: str, candidates: Sequence[tuple[str, str]]) -> None:
        listed = " ; ".join(f"{label} ({key})" if label else f"« {key} »" for label, key in candidates)
        super().__init__(f"« {shown(value)} » peut désigner plusieurs choses ({parameter.label}). Précisez : {listed}.")
        self.parameter = parameter.name
        self.value = value
        self.candidates = tuple(key for _, key in candidates)


class UnknownFacet(QuestionError):  # beside the others
    """The rows of the answer cannot be kept by the values of that column."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        possible = f" Filtres possibles : {', '.join(known)}." if known else " Cette question n'a pas de filtre."
        super().__init__(f"Cette réponse ne se filtre pas par « {shown(name)} ».{possible}")
        self.name = name
        self.known = tuple(known)


class UnknownChoice(QuestionError):  # beside the others
    """No row of the answer has that value; `nearest` are values that look like it, or all if they are few."""

    def __init__(self, column: str, value: str, nearest: Sequence[str]) -> None:
        near = _near("Valeurs possibles", nearest)
        super().__init__(f"Aucune ligne n'a « {shown(value)} » pour « {column} ».{near}")
        self.value = value
        self.nearest = tuple(nearest)


class UnknownOrder(QuestionError):  # beside the others
    """The answer has no such column to order its rows by."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(
            f"Cette réponse ne se trie pas par « {shown(name)} ». Colonnes possibles : {', '.join(known)} ; "
            "« - » devant, pour l'ordre inverse."
        )
        self.name = name
        self.known = tuple(known)


class UnknownPage(QuestionError):  # beside the others
    """The answer has no such page."""

    def __init__(self, said: str, pages: int) -> None:
        super().__init__(f"La page « {shown(said)} » n'existe pas. Pages possibles : 1{f' à {pages}' * (pages > 1)}.")
        self.pages = pages


class NoCalendar(QuestionError):  # beside the others
    """The answer to the question holds no dates that a calendar could show."""

    def __init__(self, question: Question) -> None:
        super().__init__(
            f"La réponse à « {question.title} » n'est pas faite de dates : elle n'a pas de calendrier (ics)."
        )
        self.question = question.name


class NothingDated(QuestionError):  # beside the others
    """No row of this answer has a last day: there is nothing to write in a calendar."""

    def __init__(self, notices: Sequence[str]) -> None:
        super().__init__(
            " ".join(("Aucune ligne de cette réponse n'a de dernier jour : le calendrier serait vide.", *notices))
        )


def shown(value: str) -> str:
    """Return a value as a message may quote it: short, and without control characters.

    >>> shown("a" + chr(27) + "b")
    'a�b'
    """
    clean = "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in value)
    return clean if len(clean) <= SHOWN else f"{clean[:SHOWN]}…"


def _near(intro: str, values: Sequence[str]) -> str:
    return f" {intro} : {', '.join(values)}." if values else ""
