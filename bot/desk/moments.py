"""Times as staff read them: in the merchant's zone, and how long ago or how soon."""

from __future__ import annotations

from datetime import datetime

from bot.policy.merchant import Merchant
from bot.values.due_words import due_words
from bot.values.times import span_words, time_words


def moment_words(moment: datetime, merchant: Merchant | None) -> str:
    """Return a time to the minute in the merchant's zone, in UTC where no merchant is known."""
    moment = moment.replace(second=0, microsecond=0)
    if merchant is None:
        return time_words(moment, "UTC", "world time")
    return time_words(moment, merchant.zone, merchant.zone_words)


def deadline_words(due: datetime | None, merchant: Merchant | None) -> str:
    """Return a due time; the last instant of a day is called the end of the day."""
    if due is None:
        return "No time was promised"
    if merchant is None:
        return due_words(due, "UTC", "world time")
    return due_words(due, merchant.zone, merchant.zone_words)


def left_words(due: datetime | None, now: datetime) -> str:
    """Return how much time is left, "in 3 h 10 min" or "3 h 10 min ago"."""
    if due is None:
        return ""
    span = _coarse(span_words(due - now))
    return f"{span} ago" if due < now else f"in {span}"


def _coarse(span: str) -> str:
    """Leave the minutes out of a span of days: nobody plans by them."""
    return span.split(" h", maxsplit=1)[0] + " h" if "day" in span and " h" in span else span
