"""Leave the persons out: no natural person is kept but the public officials who sign an act."""

import re

_PERSON = re.compile(
    r"[\w.+-]+@[\w-]+\.[\w.-]*\w"
    r"|(?<!\d)(?:\+33 ?|0)[1-9](?:[ .-]?\d{2}){4}(?!\d)"
    r"|\b(?:M\.|Mr|Mme|Mlle|Monsieur|Madame)(?: [A-ZÀ-Ý][\w'’-]+)+"
)


def without_persons(text: str) -> str:
    """Leave out the names that follow a civility, the addresses and the telephone numbers.

    >>> without_persons("CCAS (Mme Ada Exemple, 05 00 00 00 00, ada@exemple.fr)")
    'CCAS ([…], […], […])'
    """
    return _PERSON.sub("[…]", text)
