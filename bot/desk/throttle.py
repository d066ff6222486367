"""How often somebody may try to sign in.

Three counts of failed tries: for a name from one address, for an address, and for a name from
anywhere. The first is small; the last is large, so that a stranger cannot easily lock out a
member of staff. Kept in memory: a restart forgets them.
"""

from __future__ import annotations

from collections import defaultdict, deque
from datetime import datetime, timedelta

WINDOW = timedelta(minutes=15)
#: Tries in `WINDOW` for a name from one address, for an address, for a name from anywhere.
LIMITS = {"both": 5, "address": 30, "name": 60}
#: So many keys at most are remembered; stale ones go first.
MOST_KEYS = 10_000


class Throttle:
    """Counts tries; a try is counted before the password is looked at."""

    def __init__(self) -> None:
        self._tries: defaultdict[tuple[str, str], deque[datetime]] = defaultdict(deque)

    def allows(self, name: str, address: str, now: datetime) -> bool:
        """Count a try and tell whether it may go on."""
        self._forget_stale(now)
        keys = _keys(name, address)
        if any(len(self._recent(key, now)) >= LIMITS[key[0]] for key in keys):
            return False
        for key in keys:
            self._tries[key].append(now)
        return True

    def succeeded(self, name: str, address: str) -> None:
        """Forget the tries of one who has just signed in, and no others."""
        self._tries.pop(_keys(name, address)[0], None)

    def _recent(self, key: tuple[str, str], now: datetime) -> deque[datetime]:
        tries = self._tries[key]
        while tries and tries[0] <= now - WINDOW:
            tries.popleft()
        return tries

    def _forget_stale(self, now: datetime) -> None:
        if len(self._tries) < MOST_KEYS:
            return
        for key in list(self._tries):
            if not self._recent(key, now):
                del self._tries[key]


def _keys(name: str, address: str) -> tuple[tuple[str, str], ...]:
    known_as = name.strip().casefold()
    return ("both", f"{known_as} {address}"), ("address", address), ("name", known_as)
