"""The one writer: what is published goes through here, refused whole or done whole.

Under one lock: normalise, compose, judge, compare; put the new Turtle and the new store on the disk, beside their
places; write the journal; move both to their places. A crash before the journal's line leaves nothing; one after it is
made good at the next start (`data.recovery`).
"""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, nullcontext
from pathlib import Path

from data.building import built
from data.change import PUBLISHED, BadChange, Change, NothingNew, Outdated, Prepared, Refused
from data.composed import Composed, compose, parts_of, path_of
from data.contracts import ContractFiles, bundled, contracts
from data.draft import Draft, line
from data.journal import Entry, Journal, PartChange
from data.lease import alone
from data.plan import Plan, fingerprint, plan
from data.recovery import recover
from data.staging import staged, text
from data.store import OpenStore, open_home, opened, settle, usable
from data.triples import Delta, Triples, digest, to_graph
from data.trouble import StoreError
from data.unnoted import now, unnoted
from ontology import judge

_NONE: Triples = frozenset()


class Writer:
    """Publish contracts in a user's data directory `home`, and in the store that stands in `place`.

    `shipped` is the folder of the contracts that come with the program, which are copied before they change.
    """

    def __init__(self, home: Path, place: Path | None = None, *, shipped: Path | None = None) -> None:
        self.home = home
        self.place = place or home / "store"
        self._shipped = shipped or bundled()
        self._last: Prepared | None = None

    def open(self) -> OpenStore:
        """Open the store of what is published; raise StoreError."""
        return open_home(self.home, self.place, shipped=self._shipped)

    def files(self, contract: str) -> ContractFiles:
        """Return the files of a contract as it is published now: the user's, those of the program, or none yet."""
        own, shipped = self._own(contract), ContractFiles(self._shipped / contract)
        return shipped if shipped.is_there and not own.is_there else own

    def revision(self, contract: str) -> str:
        """Return the state of a contract, which a change of it is made of."""
        return fingerprint(self.files(contract))

    def prepare(self, change: Change) -> Prepared:
        """Return what a change would do, and write nothing. Raises BadChange and StoreError."""
        with self._held() if self.home.is_dir() else nullcontext():
            return self._prepared(self._draft(change))

    def publish(self, change: Change, *, base: str, who: str, why: str) -> OpenStore:
        """Publish a change of the contract in the state `base`, and return the store that has it.

        Raises an Unpublished (BadChange, NothingNew, Outdated, Refused) or a StoreError (NoRoom); then nothing changed.
        """
        with self._held() as journal, usable(self.place):
            self._committed(journal, change, base, who, why, builds=True)
            return opened(self.place, self._plan())

    def commit(self, change: Change, *, base: str, who: str, why: str) -> Entry:
        """Publish as `publish` does, for who serves nothing: a store that is not there is not built."""
        with self._held() as journal:
            current = self.place / self._plan().revision
            with usable(self.place) if (builds := current.is_dir()) else nullcontext():
                self._committed(journal, change, base, who, why, builds=builds)
            return journal.entries[-1]

    def reversal(self, sequence: int) -> Change:
        """Return the change that takes a publication back, and leaves alone what came after it.

        It is published as any other, judged too. Raises BadChange where there is no such publication.
        """
        with self._held() as journal:
            found = next((each for each in journal.entries if each.sequence == sequence and not each.taken), None)
            if found is None:
                raise BadChange(
                    f"Aucune publication n'a le numéro {sequence}. Elles se lisent avec « maillage journal »."
                )
            parts = parts_of(self.files(found.contract))
        back = {part: Delta(change.delta.removed, change.delta.added) for part, change in found.parts.items()}
        return Change(
            found.contract, {part: to_graph(delta.applied(parts.get(part, _NONE))) for part, delta in back.items()}
        )

    @contextmanager
    def _held(self) -> Iterator[Journal]:
        """Keep the user's data directory for oneself, and give its journal once the files follow it."""
        with _writing(self.home):
            self.home.mkdir(parents=True, exist_ok=True)
            with alone(self.home):
                yield recover(self.home)

    def _own(self, contract: str) -> ContractFiles:
        return ContractFiles(self.home / "contracts" / contract)

    def _draft(self, change: Change) -> Draft:
        return Draft.of(change, self.files(change.contract))

    def _prepared(self, draft: Draft) -> Prepared:
        """Compose and judge; what was judged a moment ago, in the same state, would be judged the same."""
        if self._last and draft.is_of(self._last):
            return self._last
        contract, old, new = draft.change.contract, draft.parts, draft.new
        known = self._last.composed if self._last else None
        before = known if known and (known.identifier, known.parts) == (contract, old) else compose(contract, old)
        after = compose(contract, {**old, **new})
        delta = {part: Delta.between(old.get(part, _NONE), triples) for part, triples in new.items()}
        delta[PUBLISHED] = Delta.between(before.triples, after.triples)
        self._last = Prepared(draft.change, draft.base, judge(after.published), delta, after)
        return self._last

    def _committed(self, journal: Journal, change: Change, base: str, who: str, why: str, *, builds: bool) -> None:
        """Do what `publish` says but for opening the store."""
        draft = self._draft(change)
        if not draft.is_new:
            raise NothingNew(change.contract)
        if draft.base != base:
            raise Outdated(base, draft.base)
        prepared = self._prepared(draft)
        if not prepared.conforms:
            raise Refused(prepared.report)
        author, reason = line(who, "qui publie"), line(why, "pourquoi")
        contents = self._contents(prepared, change.heading or f"{author} : {reason}")
        wanted = self._plan(prepared.composed, contents)
        with ExitStack() as stack:
            with _writing(self.home):
                waiting = stack.enter_context(staged(self.home, contents))
            scratch = stack.enter_context(built(self.place, wanted)) if builds else None
            journal.append([*unnoted(journal, change.contract, draft.parts), _entry(prepared, author, reason)])
            with _writing(self.home):
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
            if left := sorted(own.folder.glob("*.ttl")):
                raise BadChange(f"{left[0]} n'est lu par personne, et serait écrasé : déplacez-le d'abord.")
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


@contextmanager
def _writing(home: Path) -> Iterator[None]:
    """Raise StoreError where the user's data directory cannot be written."""
    try:
        yield
    except OSError as error:
        what = f"Rien n'est publié : {home} ne se laisse pas écrire"
        raise StoreError.of(error, what, "Vérifiez vos droits sur ce dossier.") from error


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
