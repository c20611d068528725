"""What the commands that publish share: the writer's refusals become one line and an exit code."""

from collections.abc import Iterator
from contextlib import contextmanager

from data.change import Change, NothingNew, Prepared, Unpublished
from data.writer import Writer
from service.commands.console import fail


def prepared_by(writer: Writer, change: Change) -> Prepared:
    """Return what a change would do, or exit and tell why it cannot be published at all."""
    with _told():
        return writer.prepare(change)


def commit(writer: Writer, change: Change, *, base: str, who: str, why: str) -> None:
    """Publish a change, or exit and tell why not; what the contract says already needs no publishing."""
    with _told():
        try:
            writer.commit(change, base=base, who=who, why=why)
        except NothingNew:
            return


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except Unpublished as error:
        raise fail(str(error), code=1) from error
