"""The sessions that may publish: one-time links that open them, what a browser keeps of them, when they end.

All of it is in memory: sessions end with the server. Only digests of the secrets are kept, and compared in constant
time.
"""

import hashlib
import hmac
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

SECONDS = 12 * 3600.0
"""How long a session lasts."""
_BYTES = 32


@dataclass(frozen=True, slots=True)
class Session:
    """A session that is open: the digest of its secret, what its forms carry, when it ends on the server's clock."""

    digest: bytes
    form_token: str
    ends: float

    def recognises(self, token: str) -> bool:
        """Tell whether a form comes from a page that this session was shown."""
        return hmac.compare_digest(_digest(token), _digest(self.form_token))


class Sessions:
    """The one-time link that is waiting, and the sessions that are open."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._link: bytes | None = None
        self._open: dict[bytes, Session] = {}

    def issue(self) -> str:
        """Return the token of a new one-time link; the one before serves no more."""
        token = secrets.token_urlsafe(_BYTES)
        with self._lock:
            self._link = _digest(token)
        return token

    def redeem(self, token: str) -> str | None:
        """Open a session by a one-time token, and return its secret; nothing for a token that does not serve."""
        with self._lock:
            if self._link is None or not hmac.compare_digest(_digest(token), self._link):
                return None
            self._link = None
            secret = secrets.token_urlsafe(_BYTES)
            digest = _digest(secret)
            self._open[digest] = Session(digest, secrets.token_urlsafe(_BYTES), self._clock() + SECONDS)
            return secret

    def find(self, secret: str) -> Session | None:
        """Return the session that a browser shows the secret of, if it is open."""
        digest = _digest(secret)
        with self._lock:
            self._open = {key: each for key, each in self._open.items() if each.ends > self._clock()}
            return next((each for each in self._open.values() if hmac.compare_digest(each.digest, digest)), None)

    def close(self, session: Session) -> None:
        """End a session, for every window that shows its secret."""
        with self._lock:
            self._open.pop(session.digest, None)


def _digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode(errors="surrogateescape")).digest()
