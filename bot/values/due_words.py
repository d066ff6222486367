"""A due time in words: the last instant of a day is "the end of" that day."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.values.times import day_words, in_zone, offset_words, time_words


def due_words(due: datetime, zone: str, zone_words: str) -> str:
    """Return "the end of Tue 1 Dec 2026, Philippine time (UTC+8)", or day and time of day."""
    day = day_words(due, zone)
    if day_words(due + timedelta(seconds=1), zone) != day:
        return f"the end of {day}, {zone_words} ({offset_words(in_zone(due, zone))})"
    return time_words(due, zone, zone_words)
