"""Mends typing mistakes, towards the words that the phrase tables use and no others.

Only longer words are mended, only by one slip (two in long words), and never their first letter,
so that an ordinary word is not bent into one of ours.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

_SHORTEST = 5
_LONG = 9
# Ordinary words one slip away from a word of the tables, which mean something else.
_OTHERS = frozenset(
    [
        *("change", "changes", "charger", "carried", "recent", "recently", "deliver", "account"),
        *("action", "active", "inactive", "reactive", "deactivated", "reason", "reasons", "really"),
        *("there", "their", "these", "those", "three", "where", "when", "which", "while", "would"),
        *("should", "could", "about", "again", "after", "never", "every", "email", "mails"),
        *("received", "receive", "perceived", "stock", "store", "stores", "status", "stats"),
        *(
            "balance",
            "places",
            "placed",
            "played",
            "plays",
            "billing",
            "filled",
            "killed",
            "pulled",
        ),
        *("called", "canned", "planned", "trial", "trail", "thing", "think", "thank", "thanks"),
        *("right", "night", "light", "might", "great", "please", "phone", "price", "prices"),
        *("customer", "customers", "custom", "house", "using", "issue", "issues", "first", "world"),
        *("words", "woman", "money", "month", "months", "today", "total", "title", "table"),
        *("services", "service", "server", "servers", "serves", "serve", "delay", "delays"),
        *("needed", "nested", "tested", "rested", "listed", "lasted", "posted", "wasted", "wanted"),
        *("moved", "loved", "loved", "loaned", "leaded", "landed", "loader", "loading"),
        *("person", "people", "number", "numbers", "member", "members", "before", "because"),
    ]
)


# Of two words equally near, these are meant: "chaged" is charged rather than changed.
_LIKELIER = frozenset(["charged", "charge", "received", "twice", "activated", "accidentally"])


class Speller:
    """Knows the words of the phrase tables and mends a token towards them."""

    def __init__(self, words: Iterable[str]) -> None:
        ours = frozenset(words)
        self._known = ours | _OTHERS
        self._by_first: dict[str, list[str]] = {}
        for word in sorted(ours):
            if len(word) >= _SHORTEST:
                self._by_first.setdefault(word[0], []).append(word)
        self._cached = lru_cache(maxsize=4096)(self._mend)

    def mend(self, token: str) -> str:
        """Return the one word of the tables that the token nearly is, else the token."""
        if len(token) < _SHORTEST or len(token) > 2 * _LONG or token in self._known:
            return token
        return self._cached(token)

    def _mend(self, token: str) -> str:
        slips = 2 if len(token) >= _LONG else 1
        near = [word for word in self._by_first.get(token[0], ()) if _close(token, word, slips)]
        best = sorted(near, key=lambda word: (distance(token, word), word not in _LIKELIER, word))
        return best[0] if best and token.isalpha() else token


def _close(token: str, word: str, slips: int) -> bool:
    # Plural and tense are no slips: who says "terminate" does not say "terminated".
    if token.rstrip("sdrn") == word.rstrip("sdrn"):
        return False
    return abs(len(token) - len(word)) <= slips and distance(token, word) <= slips


def distance(one: str, other: str) -> int:
    """Return how many slips part two words: a letter more, less, another, or two swapped."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        current = [row]
        for column, wanted in enumerate(other, start=1):
            cost = min(last[column] + 1, current[-1] + 1, last[column - 1] + (letter != wanted))
            swapped = row > 1 and column > 1 and letter == other[column - 2]
            if swapped and one[row - 2] == wanted:
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        before, last = last, current
    return last[-1]
