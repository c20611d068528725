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


class UnsafeSiteError(PictureError):
    """Refuse a site address that is neither a path nor a web address."""

    def __init__(self, site: str) -> None:
        self.site = site
        super().__init__(f"Adresse de site refusée : « {site} ». Elle commence par https://, http:// ou /.")
