"""Turn the bytes of a text into characters, and say what looks wrong in it."""

import re

from data.formats.refusal import UnreadableDocument

_TWICE = re.compile(r"Ã[\u0080-\u00bf]|â€[™œ“¦]")
"""What UTF-8 becomes when it is read as Windows-1252 and saved again: « Ã© » for « é »."""

CP1252 = "le fichier n'est pas en UTF-8 : il a été lu comme du Windows-1252. Vérifiez les accents."


def decode(content: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text of UTF-8 bytes, or else of Windows-1252 ones, and what to warn of."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _western(content)
    return text, doubts(text)


def _western(content: bytes) -> tuple[str, tuple[str, ...]]:
    try:
        return content.decode("cp1252"), (CP1252,)
    except UnicodeDecodeError as error:
        message = f"l'octet {error.start + 1} n'est ni de l'UTF-8 ni du Windows-1252. Enregistrez le fichier en UTF-8."
        raise UnreadableDocument(message) from error


def doubts(text: str) -> tuple[str, ...]:
    """Return a warning where letters were encoded twice.

    >>> doubts("rÃ©ussite")
    ('« Ã© » (ligne 1) : des accents ont été abîmés par un mauvais encodage. Repartez du fichier d’origine.',)
    """
    found = _TWICE.search(text)
    if not found:
        return ()
    line = text.count("\n", 0, found.start()) + 1
    told = "des accents ont été abîmés par un mauvais encodage. Repartez du fichier d’origine."
    return (f"« {found.group()} » (ligne {line}) : {told}",)
