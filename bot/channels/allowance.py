"""How much somebody may do at once, and how fast it comes back (a token bucket each)."""

from __future__ import annotations

from collections.abc import Callable

#: So many are remembered at most; who has their whole allowance back is forgotten first.
MOST_KEYS = 10_000


class Allowance:
    """An allowance for each key, such as a chat or an address. Kept in memory.

    Args:
        most: how much may be done at once.
        a_second: how much comes back each second.
        clock: seconds that only ever grow.
    """

    def __init__(self, most: float, a_second: float, clock: Callable[[], float]) -> None:
        self._most, self._a_second, self._clock = most, a_second, clock
        self._left: dict[str, tuple[float, float]] = {}

    def wait(self, key: str) -> float:
        """Take one and return 0, or return the seconds after which one may be taken."""
        now = self._clock()
        left = self._left_now(key, now)
        if left < 1:
            return (1 - left) / self._a_second
        if len(self._left) >= MOST_KEYS:
            self._forget_the_whole(now)
        self._left[key] = (left - 1, now)
        return 0.0

    def _left_now(self, key: str, now: float) -> float:
        left, at = self._left.get(key, (self._most, now))
        return min(self._most, left + (now - at) * self._a_second)

    def _forget_the_whole(self, now: float) -> None:
        whole = [key for key in self._left if self._left_now(key, now) >= self._most]
        for key in whole:
            del self._left[key]
