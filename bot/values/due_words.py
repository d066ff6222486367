"""A due time in words: the last instant of a day is "the end of" that day."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.values.times import day_words, time_words


def due_words(due: datetime, zone: str, zone_words: str) -> str:
    """Return "the end of Tue 1 Dec 2026, Philippine time", or day and time within a day."""
    day = day_words(due, zone)
    if day_words(due + timedelta(seconds=1), zone) != day:
        return f"the end of {day}, {zone_words}"
    return time_words(due, zone, zone_words)
