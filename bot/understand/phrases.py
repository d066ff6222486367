"""Finds phrases in words, from tables that a person can read.

    charged|billed .. twice        one of two words, up to four others, "twice"
    {not} ?yet activat*            a named set of words, an optional word, a beginning

One phrase a line; a line that begins with | or + continues the one above. A phrase never reaches
over the end of a sentence. Each is looked for only where its first word stands, so that a long
text costs little.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.understand.words import SENTENCE_END, Word, listed

GAP = 4
"""Words that ".." may stand for."""
_BARRIERS = frozenset([SENTENCE_END, "know", "how", "want", "sure", "refund", "if"])
"""Words that ".." never stands for: what they part does not belong together."""

_SETS: Mapping[str, frozenset[str]] = {
    "not": listed(
        """
        not never no hindi wala walang nahi without nothing mat
        """
    ),
    "charge": listed(
        """
        charge charged charges charging billed bill debited deducted deduct taken took
        payment payments paid pay transaction transactions deduction debit invoice
        invoiced kata kaltas nabawasan bawas deposit deposited fee nacharge amount money
        """
    ),
    "twice": listed(
        """
        twice double doubled duplicate duplicated duplicates dobleng doble dalawang thrice
        multiple doubly
        """
    ),
    "thing": listed(
        """
        credit credits sms load token tokens topup top recharge money amount fund funds
        balance order product transfer deposit payment package item purchase points wallet
        service kredito cash transaction message messages subscription
        """
    ),
    "arrive": listed(
        """
        arrive arrived arriving come came coming receive received receiving reflect
        reflected reflecting show showing shown showed appear appeared appearing credited
        get got gotten delivered added dumating pumasok dating natanggap reach reached
        loaded posted updated aaya aya mila mile aaye pahuncha here there updating correct
        available
        """
    ),
    "send": listed(
        """
        send sending sent deliver delivering delivered going go
        """
    ),
    "system": listed(
        """
        api apis system server servers gateway sms smpp integration software sending
        backend app dashboard panel webhook endpoint otp messages whatsapp platform
        service site website portal
        """
    ),
    "i": listed(
        """
        i we ako ko me maine hum hamne mine my
        """
    ),
}


@dataclass(frozen=True)
class Match:
    """A phrase that was found: its label and the words it covers, first and after the last."""

    label: str
    first: int
    last: int


@dataclass(frozen=True)
class _Slot:
    words: frozenset[str]
    beginnings: tuple[str, ...]
    optional: bool = False
    gap: bool = False

    def fits(self, word: str) -> bool:
        return word in self.words or (bool(self.beginnings) and word.startswith(self.beginnings))

    def is_missing_from(self, present: frozenset[str]) -> bool:
        """Tell whether no word of the text can stand here, though one has to."""
        needed = not (self.gap or self.optional or self.beginnings)
        return needed and self.words.isdisjoint(present)


Slots = tuple[_Slot, ...]


class PhraseTable:
    """Phrases under labels, ready to be found in words."""

    def __init__(self, phrases: Mapping[str, str]) -> None:
        self._by_word: dict[str, list[tuple[str, Slots]]] = {}
        self._by_beginning: dict[str, list[tuple[str, Slots]]] = {}
        self.words: set[str] = set()
        for label, lines in phrases.items():
            for line in lines_of(lines):
                self._add(label, tuple(_slot(part) for part in line.split()))
        self._lengths = sorted({len(one) for one in self._by_beginning})

    def find(self, words: tuple[Word, ...]) -> Iterator[Match]:
        """Yield every phrase that the words contain, in the order of its first word."""
        present = frozenset(word.text for word in words)
        possible = {word: [*self._possible(word, present)] for word in present}
        for first, word in enumerate(words):
            for label, slots in possible[word.text]:
                if (last := _match(slots, words, first)) is not None:
                    yield Match(label, first, last)

    def _possible(self, word: str, present: frozenset[str]) -> Iterator[tuple[str, Slots]]:
        """Yield the phrases that begin with the word and whose other words are all there."""
        for label, slots in self._starting(word):
            if not any(slot.is_missing_from(present) for slot in slots[1:]):
                yield label, slots

    def _starting(self, word: str) -> Iterator[tuple[str, Slots]]:
        yield from self._by_word.get(word, ())
        for length in self._lengths:
            yield from self._by_beginning.get(word[:length], ()) if len(word) >= length else ()

    def _add(self, label: str, slots: Slots) -> None:
        for word in sorted(slots[0].words):
            self._by_word.setdefault(word, []).append((label, slots))
        for beginning in slots[0].beginnings:
            self._by_beginning.setdefault(beginning, []).append((label, slots))
        for slot in slots:
            self.words |= slot.words


def lines_of(lines: str) -> Iterator[str]:
    """Yield one phrase a line, with what is continued on the next line."""
    whole = re.sub(r"\n\s*(?:(?=\|)|\+)", "", lines)
    yield from filter(None, (line.strip() for line in whole.split("\n")))


def _slot(part: str) -> _Slot:
    if part == "..":
        return _Slot(frozenset(), (), gap=True)
    named = re.sub(
        r"\{(\w+)\}", lambda found: "|".join(sorted(_SETS[found[1]])), part.removeprefix("?")
    )
    choices = named.split("|")
    plain = frozenset(one for one in choices if not one.endswith("*"))
    beginnings = tuple(one[:-1] for one in choices if one.endswith("*"))
    return _Slot(plain, beginnings, optional=part.startswith("?"))


def _match(slots: Slots, words: tuple[Word, ...], at: int) -> int | None:
    """Return the position after the phrase, when it stands at `at`."""
    if not slots:
        return at
    slot, rest = slots[0], slots[1:]
    if slot.gap:
        return _match_after_gap(rest, words, at)
    if at < len(words) and slot.fits(words[at].text):
        last = _match(rest, words, at + 1)
        if last is not None:
            return last
    return _match(rest, words, at) if slot.optional else None


def _match_after_gap(rest: Slots, words: tuple[Word, ...], at: int) -> int | None:
    for skipped in range(GAP + 1):
        last = _match(rest, words, at + skipped)
        if last is not None:
            return last
        if at + skipped >= len(words) or words[at + skipped].text in _BARRIERS:
            return None
    return None
