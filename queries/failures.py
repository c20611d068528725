"""Say in French why a query has no result, and what to do about it."""

import re

# What the engine says of a fault of syntax, up to the classes of characters that it would have taken.
POSITION = re.compile(r"error at (\d+):(\d+): (?:expected )?(?:one of )?([^\[]*)", re.DOTALL)
HINT_LENGTH = 120


class QueryError(Exception):
    """A query has no result; the message says why in French."""


class BadQuery(QueryError):
    """The query is not SPARQL; `line` and `column` are known for faults of syntax."""

    def __init__(self, told: str) -> None:
        found = POSITION.match(told)
        self.line = int(found[1]) if found else None
        self.column = int(found[2]) if found else None
        where = f", ligne {self.line}, colonne {self.column}" if found else ""
        hint = " ".join((found[3] if found else told).split()).strip(" ,")[:HINT_LENGTH]
        said = f" Le moteur dit : « {hint} »." if hint else ""
        super().__init__(f"La requête n'est pas du SPARQL 1.1 valide{where} : corrigez-la.{said}")


class UnofferedFormat(QueryError):
    """The client takes no format in which results of this kind are written."""

    def __init__(self) -> None:
        super().__init__("Ce genre de résultat ne s'écrit dans aucun des formats demandés : changez l'en-tête Accept.")


class TooLarge(QueryError):
    """The result exceeds its size; nothing of it is handed out."""

    def __init__(self, size: int) -> None:
        super().__init__(f"Le résultat dépasse {size >> 20} Mio : ajoutez LIMIT, ou demandez moins de variables.")


class TimedOut(QueryError):
    """The deadline has passed."""

    def __init__(self, seconds: float) -> None:
        super().__init__(
            f"La requête a été arrêtée au bout de {seconds:g} s : rendez-la plus précise ou ajoutez LIMIT."
        )


class OutOfMemory(QueryError):
    """The query wanted more memory than it may have."""

    def __init__(self) -> None:
        super().__init__("La requête demande trop de mémoire : rendez-la plus précise, sans tri ni produit cartésien.")


class Crashed(QueryError):
    """The process ended without an answer; `told` is for the log."""

    def __init__(self, told: str = "") -> None:
        super().__init__("Le moteur n'a pas pu traiter la requête : simplifiez-la.")
        self.told = told


class Busy(QueryError):
    """All places are taken, those to wait in too; `retry_after` is in seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"Trop de requêtes sont en cours : recommencez dans {retry_after} s.")
        self.retry_after = retry_after
