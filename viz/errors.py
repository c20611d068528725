"""What can go wrong when a picture is asked for, said in French."""

from collections.abc import Iterable


class PictureError(ValueError):
    """Stand above every refusal of this floor; its text is the message to show."""


class UnknownViewError(PictureError):
    """Refuse a view that has no file."""

    def __init__(self, view: str, known: Iterable[str]) -> None:
        self.view, self.known = view, tuple(known)
        super().__init__(f"Vue inconnue : « {view} ». Vues : {', '.join(self.known)}.")


class UnknownFormatError(PictureError):
    """Refuse to write a file whose suffix names no format."""

    def __init__(self, suffix: str, known: Iterable[str]) -> None:
        self.suffix, self.known = suffix, tuple(known)
        super().__init__(
            f"Format inconnu : « {suffix or 'sans extension'} ». Extensions possibles : {', '.join(self.known)}."
        )


class MissingLibraryError(PictureError):
    """Refuse to draw without a library that the set-up should have fetched."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"La bibliothèque {name}, qui dessine les graphiques, n'est pas là : lancez « make setup ».")


class UnsafeSiteError(PictureError):
    """Refuse a site address that is neither a path nor a web address."""

    def __init__(self, site: str) -> None:
        self.site = site
        super().__init__(f"Adresse de site refusée : « {site} ». Elle commence par https://, http:// ou /.")


class UnknownNodeError(PictureError):
    """Refuse to draw around a thing that the picture does not hold."""

    def __init__(self, words: str, close: Iterable[str]) -> None:
        self.words, self.nearest = words, tuple(close)
        hint = f" Voulez-vous dire : {' ; '.join(f'« {each} »' for each in self.nearest)} ?" if self.nearest else ""
        super().__init__(f"L'image ne montre rien qui s'appelle « {words} ».{hint}")


class UnknownWayError(PictureError):
    """Refuse a way of grouping that there is not."""

    def __init__(self, way: str, known: Iterable[str]) -> None:
        self.way, self.known = way, tuple(known)
        super().__init__(f"Regroupement inconnu : « {way} ». Regroupements : {', '.join(self.known)}.")


class UnknownGroupError(PictureError):
    """Refuse to open a group that the network does not have, or of a network that is drawn whole."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        self.name, self.known = name, tuple(known)
        there = f" Groupes : {', '.join(self.known[:10])}." if self.known else " Il se dessine en entier."
        super().__init__(f"Ce réseau n'a pas de groupe « {name} ».{there}")
