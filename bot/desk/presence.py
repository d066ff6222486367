"""Who looks at which case now: as long as their page is open, kept by this process alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager


class Presence:
    """Counts the open pages of each person at each case; used from the event loop alone.

    A page that is gone without a word is noticed when the next heartbeat cannot be sent to it.
    """

    def __init__(self) -> None:
        self._at: defaultdict[str, Counter[str]] = defaultdict(Counter)

    @contextmanager
    def here(self, ref: str, name: str) -> Iterator[None]:
        """Count somebody as looking at a case until the block ends."""
        self._at[ref][name] += 1
        try:
            yield
        finally:
            self._at[ref][name] -= 1
            self._at[ref] += Counter()
            if not self._at[ref]:
                del self._at[ref]

    def others(self, ref: str, name: str) -> tuple[str, ...]:
        """Return who else looks at the case, by name."""
        return tuple(sorted(set(self._at.get(ref, ())) - {name}))
