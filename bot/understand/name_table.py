"""Finds names in words: spaCy's EntityRuler over tables that a person can read.

    premium ?access token|tokens       "premium token", "premium access tokens", ...

One phrase a line, in the notation of `phrases.py` without gaps: each line is written out into its
plain phrases, which spaCy looks up by their hashes, so that a table may grow without a message
becoming slower. spaCy is imported and the pipeline built at the first message, not at import.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from itertools import product
from typing import Any

from bot.understand.phrases import Match, lines_of
from bot.understand.words import Word

_ELSE = "-"
"""Stands for every word of which no table knows: spaCy keeps each new word for ever."""


class NameTable:
    """Names under labels; of names that overlap, the longest is meant."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self.phrases = {
            label: tuple(phrase for line in lines_of(lines) for phrase in _written_out(line))
            for label, lines in names.items()
        }
        self.words = frozenset(
            word for phrases in self.phrases.values() for one in phrases for word in one.split()
        )

    def prepare(self) -> None:
        """Build what finds the names, before a message needs it."""
        self._named([*self.words])

    def find(self, words: tuple[Word, ...]) -> Iterator[Match]:
        """Yield the names in the words as they were typed, else in the words as mended."""
        yield from self._named([word.typed for word in words]) or self._named(
            [word.text for word in words]
        )

    def _named(self, words: list[str]) -> list[Match]:
        known = [word if word in self.words else _ELSE for word in words]
        if all(word == _ELSE for word in known):
            return []
        doc = self._ruler(_english().make_doc(" ".join(known)))
        return [Match(one.label_, one.start, one.end) for one in doc.ents]

    @cached_property
    def _ruler(self) -> Any:
        ruler = _english().create_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"})
        ruler.add_patterns(
            [
                {"label": label, "pattern": phrase}
                for label, phrases in self.phrases.items()
                for phrase in dict.fromkeys(phrases)
            ]
        )
        return ruler


@cache
def _english() -> Any:
    """Return the one pipeline that the tables share: English, cut at blanks.

    Our words are cut already. spaCy's own cutting makes three words of "g-cash" and two of
    "cannot", and its positions would no longer be those of our words.
    """
    with warnings.catch_warnings():
        # The old release of `packaging`, which Rasa pins, warns of its own age.
        warnings.simplefilter("ignore", DeprecationWarning)
        import spacy  # noqa: PLC0415 - seconds that only a process which reads messages spends.
        from spacy.tokens import Doc  # noqa: PLC0415 - the same.
    nlp = spacy.blank("en")
    nlp.tokenizer = lambda text: Doc(nlp.vocab, words=text.split())
    return nlp


def _written_out(line: str) -> Iterator[str]:
    """Yield every phrase that a line of the notation stands for."""
    slots = (
        [*part.removeprefix("?").split("|"), *([""] if part.startswith("?") else [])]
        for part in line.split()
    )
    for choice in product(*slots):
        yield " ".join(filter(None, choice))
