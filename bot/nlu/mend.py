"""Put mistyped words right before a sentence is embedded: "cacneling" is "canceling".

To the embedding an unknown word is a row of syllables, whose meaning is anybody's guess. Only
words are touched that it does not know, and only towards those of `often_mistyped.txt`, by a slip
or two; or two words that have run together ("tocancel").
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

from bot.nlu.embedding import VOCABULARY
from bot.understand.spelling import distance

OFTEN_MISTYPED = Path(__file__).with_name("often_mistyped.txt")
_WORD = re.compile(r"[a-z]+")
_SHORTEST, _LONG, _LONGEST = 5, 8, 20
# What runs together with the word behind it when a blank is missed.
_SMALL = (
    "to",
    "the",
    "a",
    "my",
    "your",
    "for",
    "of",
    "in",
    "with",
    "i",
    "me",
    "an",
    "want",
    "need",
)


def mend(text: str) -> str:
    """Return `text` with the words that are surely mistyped put right; else unchanged."""
    return _WORD.sub(lambda found: _mended(found.group()), text.lower())


@lru_cache(maxsize=4096)
def _mended(word: str) -> str:
    if not _SHORTEST <= len(word) <= _LONGEST or word in _known():
        return word
    return _apart(word) or _nearest(word) or word


def _nearest(word: str) -> str | None:
    """Return the word that is one slip away; two in long words that begin alike."""
    near = []
    for meant in _meant():
        slips = 2 if len(word) >= _LONG and word[0] == meant[0] else 1
        if abs(len(meant) - len(word)) <= slips and (away := distance(word, meant)) <= slips:
            near.append((away, meant[0] != word[0], meant))
    return min(near)[2] if near else None


def _apart(word: str) -> str | None:
    """Return two words that have run together, the small one first."""
    for small in _SMALL:
        rest = word.removeprefix(small)
        if rest != word and rest in _meant():
            return f"{small} {rest}"
    for meant in _meant():
        rest = word.removeprefix(meant)
        if rest != word and rest in (*_SMALL, *_meant()):
            return f"{meant} {rest}"
    return None


@cache
def _meant() -> frozenset[str]:
    lines = OFTEN_MISTYPED.read_text(encoding="utf-8").splitlines()
    words = (word for line in lines if not line.startswith("#") for word in line.split())
    return frozenset(word for word in words if len(word) >= _SHORTEST)


@cache
def _known() -> frozenset[str]:
    """Return the whole words of the embedding's vocabulary, and ours."""
    return frozenset(VOCABULARY.read_text(encoding="utf-8").split()) | _meant()
