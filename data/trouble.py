"""What goes wrong with the disk, told in one line: what, where, and what to do."""

import errno

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class StoreError(RuntimeError):
    """The store or the journal cannot be used; the message says where it is and what to do."""

    @classmethod
    def of(cls, error: OSError, what: str, remedy: str) -> "StoreError":
        """Return what an error of the system means; a full disk is a matter of its own."""
        if error.errno in _FULL:
            return NoRoom(f"{what} : le disque est plein. Libérez de la place, puis recommencez.")
        return cls(f"{what} ({error.strerror or error}). {remedy}")


class NoRoom(StoreError):
    """The disk is full: nothing was written, and what is there can still be read."""


class BrokenJournal(StoreError):
    """The journal is not what was written: nothing is served until somebody looks at it."""
