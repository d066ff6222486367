"""Finds the companies that a message names.

The names come from the policies; no company is known to this code. A spelling that is exact
settles it; a slip equally near to two names gives both, and the customer is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from bot.understand.clean import clean, lower
from bot.understand.spelling import distance

_WORD = re.compile(r"[^\W_]+")
_SHORTEST = 5
_LONG = 10
_MOST_WORDS = 400
# A name that is also a verb: "how do I interact with a person".
_AS_A_VERB = re.compile(r"\s+with\b")


def companies_named(text: str, names: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the ids of the companies that the text names, in the order of `names`.

    `names` maps an id to the spellings by which customers know the company.
    """
    low = lower(clean(text))
    hits = sorted(_hits(low, names), key=lambda hit: (hit[0], hit[1] - hit[2]))
    named: set[str] = set()
    settled: list[tuple[int, int, int]] = []
    for slips, start, end, company in hits:
        stronger = any(
            start < last and first < end and (less < slips or last - first > end - start)
            for less, first, last in settled
        )
        if not stronger:
            named.add(company)
            settled.append((slips, start, end))
    return tuple(company for company in names if company in named)


def _hits(low: str, names: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[int, int, int, str]]:
    """Yield slips, start, end and company for every run of words that is nearly a name."""
    words = [*_WORD.finditer(low)][:_MOST_WORDS]
    known = [
        (company, _key(name), len(name.split())) for company, all_ in names.items() for name in all_
    ]
    for at, first in enumerate(words):
        for length in range(1, min(4, len(words) - at) + 1):
            run = words[at : at + length]
            written = "".join(word.group() for word in run)
            for company, key, size in known:
                slips = (
                    _slips(written, key) if length in (size, size + 1) or written == key else None
                )
                if slips is not None and not (size == 1 and _AS_A_VERB.match(low, run[-1].end())):
                    yield slips, first.start(), run[-1].end(), company


def _key(name: str) -> str:
    return "".join(word.group() for word in _WORD.finditer(lower(clean(name))))


def _slips(written: str, key: str) -> int | None:
    """Return how many slips part a spelling from a name, None when it is another word."""
    if written == key:
        return 0
    allowed = 0 if len(key) < _SHORTEST else 1 if len(key) < _LONG else 2
    if not allowed or written[:1] != key[:1] or abs(len(written) - len(key)) > allowed:
        return None
    slips = distance(written, key)
    return slips if slips <= allowed else None
