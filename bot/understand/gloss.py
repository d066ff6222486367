"""Put the Hindi and Filipino words of a mixed sentence into English, word by word.

The sentence embedding knows English alone; "kya mera refund aayega" is four unknown words and
one known. The result is no translation and nobody ever reads it: it only has to lie near the
English sentences of the same meaning. The words stand in `glossary.txt`.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

GLOSSARY = Path(__file__).with_name("glossary.txt")
_WORD = re.compile(r"'?[\w'-]+|[^\w\s]+")


def gloss(text: str) -> str:
    """Return `text` with the glossary's words in English; unchanged when it has none of them."""
    words = _WORD.findall(text)
    meanings, longest = _glossary()
    english: list[str] = []
    found, at = False, 0
    while at < len(words):
        meaning, length = _meaning_at(words, at, meanings, longest)
        found = found or bool(meaning)
        english.append(words[at] if meaning is None else meaning)
        at += length
    return " ".join(word for word in english if word) if found else text


def _meaning_at(
    words: list[str], at: int, meanings: dict[tuple[str, ...], str], longest: int
) -> tuple[str | None, int]:
    """Return what the longest entry at that word means, and how many words it has."""
    for length in range(min(longest, len(words) - at), 0, -1):
        entry = tuple(word.casefold() for word in words[at : at + length])
        if entry in meanings:
            return meanings[entry], length
    return None, 1


@cache
def _glossary() -> tuple[dict[tuple[str, ...], str], int]:
    """Return the meaning of each entry, its words apart, and the length of the longest."""
    lines = GLOSSARY.read_text(encoding="utf-8").splitlines()
    pairs = [line.split("=") for line in lines if "=" in line and not line.startswith("#")]
    meanings = {tuple(entry.split()): meaning.strip() for entry, meaning in pairs}
    return meanings, max(map(len, meanings))
