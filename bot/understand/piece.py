"""The pieces of which a customer's time is made: a day, a clock time, a part of the day.

"yesterday" is a day, "at 2" a clock time with two readings, "evening" a part of the day, and
"3 hours ago" is a moment, which needs no other piece. `times.py` puts them together.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Union

Days = tuple[date, date]
"""First and last day, both included."""
Minutes = tuple[int, int]
"""First and last minute of the day, both included; beyond 1440 lies the day after."""
Interval = tuple[datetime, datetime]
"""First and last instant, both included, both aware."""


@dataclass(frozen=True)
class Day:
    """One or more readings of a day or a run of days.

    `fits` lets a weekday or a day of the month narrow another day ("Monday last week").
    `coming` holds the readings that lie ahead, used for promises alone.
    """

    start: int
    end: int
    past: tuple[Days, ...]
    coming: tuple[Days, ...] = ()
    fits: Callable[[date], bool] | None = None


@dataclass(frozen=True)
class Clock:
    """One or more readings of a time of day."""

    start: int
    end: int
    readings: tuple[Minutes, ...]


@dataclass(frozen=True)
class Part:
    """A part of the day: the minutes it means alone, and the clock times it allows."""

    start: int
    end: int
    means: Minutes
    allows: Minutes


@dataclass(frozen=True)
class Moment:
    """Instants counted back from now; None for a span of time that says when nothing happened."""

    start: int
    end: int
    interval: Interval | None


Piece = Union[Day, Clock, Part, Moment]
