"""The one writer: what is published goes through here, refused whole or done whole.

Under one lock: normalise, compose, judge, compare; put the new Turtle and the new store on the disk, beside their
places; write the journal; move both to their places. A crash before the journal's line leaves nothing; one after it is
made good at the next start (`data.recovery`).
"""

import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from data import naming
from data.building import built, sound
from data.change import PUBLISHED, BadChange, Change, NothingNew, Outdated, Prepared, Refused
from data.composed import CURATION, RETRACTION, SOURCES, Composed, compose, parts_of, path_of
from data.contracts import ContractFiles, bundled, contracts
from data.journal import Entry, Journal, PartChange
from data.lease import alone
from data.plan import Plan, fingerprint, plan
from data.recovery import recover
from data.staging import staged, text
from data.store import OpenStore, open_home, opened, settle, usable
from data.triples import Delta, Triples, digest, of_graph
from data.trouble import StoreError
from data.unnoted import now, unnoted
from ontology import judge

_NONE: Triples = frozenset()
_GRAPHS = (naming.GRAPH_CATALOGUE, naming.GRAPH_ONTOLOGY, naming.GRAPH_SHAPES, naming.GRAPH_REFERENCE)
_RESERVED = frozenset(str(name).rpartition("/")[2] for name in _GRAPHS)
_LONGEST = 1000


class Writer:
    """Publish contracts in a user's data directory `home`, and in the store that stands in `place`.

    `shipped` is the folder of the contracts that come with the program, which are copied before they change.
    """

    def __init__(self, home: Path, place: Path | None = None, *, shipped: Path | None = None) -> None:
        self.home = home
        self.place = place or home / "store"
        self._shipped = shipped or bundled()

    def open(self) -> OpenStore:
        """Open the store of what is published; raise StoreError."""
        return open_home(self.home, self.place, shipped=self._shipped)

    def files(self, contract: str) -> ContractFiles:
        """Return the files of a contract as it is published now: the user's, those of the program, or none yet."""
        own, shipped = self._own(contract), ContractFiles(self._shipped / contract)
        return shipped if shipped.folder.is_dir() and not own.folder.is_dir() else own

    def prepare(self, change: Change) -> Prepared:
        """Return what a change would do, and write nothing. Raises BadChange and StoreError."""
        with self._held():
            return self._prepared(change)

    def publish(self, change: Change, *, base: str, who: str, why: str) -> OpenStore:
        """Publish a change of the contract in the state `base`, and return the store that has it.

        Raises an Unpublished (BadChange, NothingNew, Outdated, Refused) or a StoreError (NoRoom); then nothing changed.
        """
        with self._held() as journal, usable(self.place):
            self._committed(journal, change, base, who, why, builds=True)
            return opened(self.place, self._plan())

    def commit(self, change: Change, *, base: str, who: str, why: str) -> Entry:
        """Publish as `publish` does, for who serves nothing: a store that is not there is not built."""
        with self._held() as journal, usable(self.place):
            current = self.place / self._plan().revision
            self._committed(journal, change, base, who, why, builds=sound(current) is not None)
            return journal.entries[-1]

    @contextmanager
    def _held(self) -> Iterator[Journal]:
        """Keep the user's data directory for oneself, and give its journal once the files follow it."""
        try:
            self.home.mkdir(parents=True, exist_ok=True)
            with alone(self.home):
                yield recover(self.home)
        except OSError as error:
            raise StoreError.of(
                error, f"Rien n'est publié : {self.home} ne se laisse pas écrire", "Vérifiez vos droits sur ce dossier."
            ) from error

    def _own(self, contract: str) -> ContractFiles:
        return ContractFiles(self.home / "contracts" / contract)

    def _prepared(self, change: Change) -> Prepared:
        new = _normal(change)
        files = self.files(change.contract)
        before = compose(change.contract, parts_of(files))
        after = compose(change.contract, {**before.parts, **new})
        delta = {part: Delta.between(before.parts.get(part, _NONE), triples) for part, triples in new.items()}
        told = (of_graph(each.published, change.contract) for each in (before, after))
        delta[PUBLISHED] = Delta.between(*told)
        return Prepared(change, fingerprint(files), judge(after.published), delta, after)

    def _committed(self, journal: Journal, change: Change, base: str, who: str, why: str, *, builds: bool) -> None:
        """Do what `publish` says but for opening the store."""
        author, reason = _line(who, "qui publie"), _line(why, "pourquoi")
        prepared = self._prepared(change)
        if not prepared.is_new:
            raise NothingNew(change.contract)
        if prepared.base != base:
            raise Outdated(base, prepared.base)
        if not prepared.conforms:
            raise Refused(prepared.report)
        contents = self._contents(prepared, f"{author} : {reason}")
        wanted = self._plan(prepared.composed, contents)
        with ExitStack() as stack:
            waiting = stack.enter_context(staged(self.home, contents))
            scratch = stack.enter_context(built(self.place, wanted)) if builds else None
            before = parts_of(self.files(change.contract))
            journal.append([*unnoted(journal, change.contract, before), _entry(prepared, author, reason)])
            waiting.settle()
            journal.mark()
            if scratch:
                settle(scratch, self.place / wanted.revision)

    def _contents(self, prepared: Prepared, heading: str) -> dict[Path, bytes | None]:
        """Return what the files of a contract become; one that ships with the program is copied whole."""
        contract = prepared.change.contract
        own, known = self._own(contract), self.files(contract)
        contents: dict[Path, bytes | None] = {}
        if known != own:
            contents = {path_of(own, part): path_of(known, part).read_bytes() for part in parts_of(known)}
        for part, delta in prepared.delta.items():
            if delta and part != PUBLISHED:
                triples = prepared.composed.parts[part]
                contents[path_of(own, part)] = text(path_of(known, part), part, triples, heading=heading)
        return contents

    def _plan(self, composed: Composed | None = None, contents: Mapping[Path, bytes | None] | None = None) -> Plan:
        """Return what the store holds, and will hold of a contract."""
        current = plan(contracts(self._shipped, self.home / "contracts"))
        if composed is None:
            return current
        own = self._own(composed.identifier)
        others = [each for each in current.contracts if each.identifier != own.identifier]
        revisions = {**current.revisions, own.identifier: fingerprint(own, contents)}
        return Plan([*others, own], revisions, current.shared, {own.identifier: composed})


def _normal(change: Change) -> dict[str, Triples]:
    """Return the graphs of a change as the store keeps them; raise BadChange for what cannot be kept."""
    if change.contract != naming.slug(change.contract) or change.contract in {"", *_RESERVED}:
        raise BadChange(f"« {change.contract[:80]} » ne peut pas être l'identifiant d'un contrat.")
    for part in change.graphs:
        document = part.removeprefix(SOURCES)
        if part not in {CURATION, RETRACTION} and (
            part == document or not document or document != naming.slug(document)
        ):
            raise BadChange(f"« {part[:80]} » n'est pas une partie d'un contrat.")
    try:
        return {part: of_graph(graph, change.contract) for part, graph in change.graphs.items()}
    except ValueError as error:
        raise BadChange(f"Ce qui est à publier n'est pas du RDF valide : {error}") from error


def _line(text: str, what: str) -> str:
    """Return a text on one line; raise BadChange where it says nothing, too much, or what no text may hold."""
    told = " ".join(text.split())
    if not told or len(told) > _LONGEST or any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in told):
        raise BadChange(f"Dites {what}, en une ligne de texte de {_LONGEST} caractères au plus.")
    return told


def _entry(prepared: Prepared, who: str, why: str) -> Entry:
    changed = {part: delta for part, delta in prepared.delta.items() if delta and part != PUBLISHED}
    parts = {part: PartChange.of(delta, digest(prepared.composed.parts[part])) for part, delta in changed.items()}
    return Entry(
        contract=prepared.change.contract,
        time=now(),
        who=who,
        why=why,
        parts=parts,
        added=prepared.added,
        removed=prepared.removed,
    )
