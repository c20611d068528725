"""Tell how an answer was made, so that anybody gets it again: the query, what was bound, the state of the graphs."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from urllib.parse import urlencode

REVISION = "revision"
"""In the address of an answer, the state of the data that it was made from."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What gives the same answer again.

    `asked` is what was asked, defaults included, in the words of who asked; `parameters` the terms that these were
    bound to; `revision` the state of all the data, `revisions` that of each graph by its name.
    """

    question: str
    query: str
    asked: Mapping[str, tuple[str, ...]]
    parameters: Mapping[str, tuple[str, ...]]
    contracts: tuple[str, ...]
    sources: tuple[str, ...]
    revision: str
    revisions: Mapping[str, str]
    asked_on: dt.date

    @property
    def address(self) -> str:
        """Return the path of the answer on the site: the permalink, which tells when the data changed since."""
        return self._address()

    @property
    def own_address(self) -> str:
        """Return the path of this recipe on the site."""
        return self._address("/recette")

    @property
    def text_address(self) -> str:
        """Return the path where the query can be changed, with what was asked in its place."""
        said = [(name, value) for name, values in self.asked.items() for value in values]
        return f"/requete?{urlencode([('question', self.question), *said])}"

    def _address(self, leaf: str = "") -> str:
        said = [(name, value) for name, values in self.asked.items() for value in values]
        if self.revision:
            said.append((REVISION, self.revision))
        return f"/questions/{self.question}{leaf}" + (f"?{urlencode(said)}" if said else "")

    def to_json(self) -> str:
        """Return the recipe for programs, its address included."""
        told = asdict(self) | {"asked_on": self.asked_on.isoformat(), "address": self.address}
        return json.dumps(told, ensure_ascii=False, indent=1) + "\n"
