"""A span of possible values, both ends included; an end that is None is open.

A known value is a span of one, an unknown one is open at both ends: so "used some" (one or
more), "yesterday afternoon" and "three" are of one kind.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

# Decimal, int, datetime and timedelta: what has an order. Python has no name for that.
Ordered = TypeVar("Ordered", bound=Any)


@dataclass(frozen=True, slots=True)
class Span(Generic[Ordered]):
    """All values from `start` to `end`."""

    start: Ordered | None = None
    end: Ordered | None = None

    @classmethod
    def of(cls, value: Ordered | Span[Ordered] | None) -> Span[Ordered]:
        """Make a span of a value, of None (unknown), or give the span that it is already."""
        return value if isinstance(value, Span) else cls(value, value)

    @property
    def exact(self) -> Ordered | None:
        """The one value that is possible, or None where there are more."""
        return self.start if self.start is not None and self.start == self.end else None

    def within(self, start: Ordered | None, end: Ordered | None) -> Span[Ordered]:
        """Leave out what lies before `start` or after `end`; the result may be empty."""
        if start is None or (self.start is not None and self.start >= start):
            start = self.start
        if end is None or (self.end is not None and self.end <= end):
            end = self.end
        return Span(start, end)

    @property
    def is_empty(self) -> bool:
        """Whether no value is left."""
        return self.start is not None and self.end is not None and bool(self.start > self.end)
