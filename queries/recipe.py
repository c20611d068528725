"""Tell how an answer was made, so that anybody gets it again: the query, what was bound, the state of the graphs."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from urllib.parse import urlencode

from data import licence

REVISION = "revision"
"""In the address of an answer, the state of the data that it was made from."""
ORDER, KEPT = "tri", "filtre."
"""In an address, the column that orders the rows; and, before the name of a column, the values whose rows are kept.

No parameter of a question has a dot in its name.
"""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What gives the same answer again.

    `asked` is what was asked, defaults included, in the words of who asked; `parameters` the terms that these were
    bound to; `revision` the state of all the data, `revisions` that of each graph by its name. `kept` are, by column,
    the values whose rows were kept, of the `total` that there are; `order` is the column that orders them.
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
    total: int = 0
    kept: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    order: str = ""

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
        said += [(f"{KEPT}{name}", value) for name, values in self.kept.items() for value in values]
        if self.order:
            said.append((ORDER, self.order))
        if self.revision:
            said.append((REVISION, self.revision))
        return f"/questions/{self.question}{leaf}" + (f"?{urlencode(said)}" if said else "")

    def to_json(self) -> str:
        """Return the recipe for programs, its address included."""
        told = asdict(self) | {
            "asked_on": self.asked_on.isoformat(),
            "address": self.address,
            "licence": licence.TOLD,
        }
        return json.dumps(told, ensure_ascii=False, indent=1) + "\n"
