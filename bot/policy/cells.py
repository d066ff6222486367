"""Cells: the values of an input, cut where some clause's test tells them apart.

Two values in one cell are alike to every clause, so a decision looks at cells alone. A set of
cells is an int, one bit a cell.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any

from bot.policy.inputs import Input, Possible
from bot.policy.known_facts import KnownFacts
from bot.policy.policy import OneOf, Test, Within
from bot.policy.span import Span

# A cut lies before (0) or after (1) a value.
Cut = tuple[Any, int]


@dataclass(frozen=True)
class Cells:
    """The cells of one input: of a choice one a word that is tested, and one for the rest."""

    input: Input
    words: tuple[Any, ...] = ()
    cuts: tuple[Cut, ...] = ()

    @cached_property
    def bits(self) -> Mapping[Any, int]:
        """The cell of each word that is tested, as a set of one; what is not here is the rest."""
        # True == 1 in Python; the words of one input never mix flags and numbers.
        return {word: 1 << cell for cell, word in enumerate(self.words)}

    @cached_property
    def count(self) -> int:
        """How many cells there are."""
        if self.input.kind != "choice":
            return len(self.cuts) + 1
        return len(self.words) + (len(self.words) < len(self.input.choices))

    @cached_property
    def all(self) -> int:
        """The set of all cells."""
        return (1 << self.count) - 1

    @cached_property
    def read(self) -> Callable[[KnownFacts], int]:
        """What gives the possible cells by what is known: made once, for each input its own."""
        if self.input.unknown is None:
            return lambda facts: self.possible(self.input.read(facts))
        name, bits, rest = self.input.name, self.bits, 1 << len(self.words)
        unknown = self.possible(self.input.unknown)

        def read(facts: KnownFacts) -> int:
            value = facts.value(name)
            return unknown if value is None else bits.get(value, rest)

        return read

    def possible(self, possible: Possible) -> int:
        """Return the cells in which the possible values lie."""
        if isinstance(possible, Span):
            first = 0 if possible.start is None else bisect_right(self.cuts, (possible.start, 0))
            last = self.count - 1
            if possible.end is possible.start and possible.end is not None:
                return 1 << first
            if possible.end is not None:
                last = bisect_right(self.cuts, (possible.end, 0))
            return _bits(first, last)
        return self._bits_of(possible)

    def passing(self, test: Test) -> int:
        """Return the cells whose values pass a test."""
        if isinstance(test, Within):
            low, high = _cuts_of(test, self.input.kind)
            first = 0 if low is None else bisect_right(self.cuts, low)
            last = self.count - 1 if high is None else bisect_left(self.cuts, high)
            return _bits(first, last)
        bits = self._bits_of(test.values)
        return self.all & ~bits if test.is_negated else bits

    def example(self, cell: int) -> str:
        """Describe a cell, for a fault's example."""
        if self.input.kind == "choice":
            named = cell < len(self.words)
            return str(self.words[cell]).lower() if named else "anything else"
        low = self.cuts[cell - 1] if cell else None
        high = self.cuts[cell] if cell < len(self.cuts) else None
        return _range_words(low, high)

    def _bits_of(self, values: Iterable[Any]) -> int:
        bits, rest = 0, 1 << len(self.words)
        for value in values:
            bits |= self.bits.get(value, rest)
        return bits


def cells_of(input_: Input, tests: Iterable[Test]) -> Cells:
    """Cut an input's values at the limits of all tests of it."""
    if input_.kind == "choice":
        tested = {value for test in tests if isinstance(test, OneOf) for value in test.values}
        return Cells(input_, words=tuple(word for word in input_.choices if word in tested))
    cuts = {
        cut
        for test in tests
        if isinstance(test, Within)
        for cut in _cuts_of(test, input_.kind)
        if cut is not None and cut > (_zero(input_.kind), 0)
    }
    return Cells(input_, cuts=tuple(sorted(cuts)))


def _cuts_of(test: Within, kind: str) -> tuple[Cut | None, Cut | None]:
    low = None if test.low is None else (test.low, 0 if test.low_included else 1)
    high = None if test.high is None else (test.high, 1 if test.high_included else 0)
    if kind == "count":
        return _whole(low), _whole(high)
    return low, high


def _whole(cut: Cut | None) -> Cut | None:
    """After 0 is before 1, where there is nothing between them."""
    return (cut[0] + 1, 0) if cut is not None and cut[1] else cut


def _zero(kind: str) -> Any:
    return timedelta(0) if kind == "hours" else 0


def _bits(first: int, last: int) -> int:
    return ((1 << (last + 1)) - 1) & ~((1 << first) - 1)


def _range_words(low: Cut | None, high: Cut | None) -> str:
    parts = []
    if low is not None:
        parts.append(f"{'more than' if low[1] else 'at least'} {_number(low[0])}")
    if high is not None:
        parts.append(f"{'at most' if high[1] else 'less than'} {_number(high[0])}")
    return " and ".join(parts) or "any"


def _number(value: Any) -> str:
    return f"{value.total_seconds() / 3600:g}" if isinstance(value, timedelta) else str(value)
