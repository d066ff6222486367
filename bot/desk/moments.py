"""Times as staff read them: in the merchant's zone, and how long ago or how soon."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from bot.policy.merchant import Merchant
from bot.values.due_words import due_words
from bot.values.times import day_words, in_zone, offset_words, span_words, time_words


class Zone(NamedTuple):
    """A time zone, and its name in words."""

    name: str
    words: str


#: Where no company is known, and so no zone.
WORLD = Zone("UTC", "world time")


def zone_of(merchant: Merchant | None) -> Zone:
    """Return the zone in which staff read a case."""
    return Zone(merchant.zone, merchant.zone_words) if merchant else WORLD


def moment_words(moment: datetime, merchant: Merchant | None) -> str:
    """Return a time to the minute in the merchant's zone, in UTC where no merchant is known."""
    return time_words(moment.replace(second=0, microsecond=0), *zone_of(merchant))


def deadline_words(due: datetime | None, merchant: Merchant | None) -> str:
    """Return a due time; the last instant of a day is called the end of the day."""
    return "No time was promised" if due is None else due_words(due, *zone_of(merchant))


def left_words(due: datetime | None, now: datetime) -> str:
    """Return how much time is left, "in 3 h 10 min" or "3 h 10 min ago"."""
    if due is None:
        return ""
    span = _coarse(span_words(due - now))
    return f"{span} ago" if due < now else f"in {span}"


def ago_words(moment: datetime, now: datetime) -> str:
    """Return how long ago something was, "3 h 10 min ago", also where it was just now."""
    return f"{_coarse(span_words(max(now - moment, timedelta(0))))} ago"


def clock_words(moment: datetime, merchant: Merchant | None) -> str:
    """Return the time of day, "2:00 PM", for a page that says once which zone it is."""
    return in_zone(moment, zone_of(merchant).name).strftime("%-I:%M %p")


def day_of(moment: datetime, merchant: Merchant | None) -> str:
    """Return the day in the merchant's zone, "Tue 24 Nov 2026"."""
    return day_words(moment, zone_of(merchant).name)


def zone_note(merchant: Merchant | None, customer_zone: str | None, now: datetime) -> str:
    """Say which zone a page's times are in, and what time it is for the customer now."""
    zone = zone_of(merchant)
    note = f"Times are {zone.words} ({offset_words(in_zone(now, zone.name))})."
    if customer_zone is None or _is_same(customer_zone, zone.name, now):
        return note
    there = in_zone(now, customer_zone)
    place = customer_zone.rsplit("/", maxsplit=1)[-1].replace("_", " ")
    return f"{note} For the customer it is {there:%-I:%M %p} now ({place}, {offset_words(there)})."


def _is_same(one: str, other: str, now: datetime) -> bool:
    return in_zone(now, one).utcoffset() == in_zone(now, other).utcoffset()


def _coarse(span: str) -> str:
    """Leave the minutes out of a span of days, and the seconds out of one of minutes."""
    if "day" in span:
        return span.split(" h", maxsplit=1)[0] + " h" if " h" in span else span
    if " min" in span:
        return span.split(" min", maxsplit=1)[0] + " min"
    return "less than a minute" if span.endswith(" s") else span
