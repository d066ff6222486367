"""Times that know their offset, and the words in which a customer reads them.

A time without an offset is refused: 2:00 PM means nothing until it is said where.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, available_timezones

from dateutil.parser import isoparse

from bot.errors import BadInput


@lru_cache(maxsize=1024)
def parse_time(text: str) -> datetime:
    """Read an ISO 8601 time with an offset; raises BadInput when it is none or has no offset."""
    try:
        moment = isoparse(text)
    except (ValueError, OverflowError) as error:
        raise BadInput(
            f"'{text}' is no time. "
            "Write ISO 8601 with an offset, such as 2026-03-02T14:00:00+08:00."
        ) from error
    if moment.tzinfo is None:
        raise BadInput(f"'{text}' has no offset. Add the zone's offset, such as +08:00.")
    return moment


def known_zone(name: object) -> str | None:
    """Return the name where it is a time zone's, such as "Asia/Manila", else None."""
    return name if isinstance(name, str) and name in _zones() else None


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def in_zone(moment: datetime, zone: str) -> datetime:
    """Give the same instant with the offset of a zone such as "Asia/Manila"."""
    return moment.astimezone(ZoneInfo(zone))


def iso(moment: datetime, zone: str) -> str:
    """Write a time as ISO 8601 with the zone's offset, to the second where it is a whole one."""
    return in_zone(moment, zone).isoformat()


def time_words(moment: datetime, zone: str, zone_words: str) -> str:
    """Say a time: "Tue 24 Nov 2026, 2:00 PM Philippine time (UTC+8)".

    Seconds are said only where there are any, so that an edge stays an edge.
    """
    local = in_zone(moment, zone)
    clock = f"{local.hour % 12 or 12}:{local:%M}" + (f":{local:%S}" if local.second else "")
    return f"{day_words(moment, zone)}, {clock} {local:%p} {zone_words} ({offset_words(local)})"


def day_words(moment: datetime, zone: str) -> str:
    """Say a day: "Tue 24 Nov 2026"."""
    local = in_zone(moment, zone)
    return f"{local:%a} {local.day} {local:%b %Y}"


def span_words(span: timedelta) -> str:
    """Say how long: "3 h 10 min", "2 days 4 h"; seconds only below an hour, never a minus sign."""
    seconds = int(abs(span).total_seconds())
    days, rest = divmod(seconds, 86400)
    hours, rest = divmod(rest, 3600)
    minutes, seconds = divmod(rest, 60)
    parts = [(days, "day" if days == 1 else "days"), (hours, "h"), (minutes, "min")]
    if not days and not hours:
        parts.append((seconds, "s"))
    return " ".join(f"{count} {unit}" for count, unit in parts if count) or "less than 1 s"


def offset_words(local: datetime) -> str:
    """Say a local time's offset: "UTC+5:30"."""
    offset = local.utcoffset() or timedelta(0)
    sign = "-" if offset < timedelta(0) else "+"
    hours, minutes = divmod(int(abs(offset).total_seconds()) // 60, 60)
    return f"UTC{sign}{hours}" + (f":{minutes:02}" if minutes else "")


def interval_words(low: datetime, high: datetime, zone: str, zone_words: str) -> str:
    """Say an interval: "between 1:30 PM and 2:30 PM on Tue 24 Nov 2026, Philippine time (UTC+8)".

    An interval within a minute is said as a time, a whole day as a day; over several days both
    ends are said in full.
    """
    start, end = in_zone(low, zone), in_zone(high, zone)
    if high - low < timedelta(minutes=1):
        return time_words(low, zone, zone_words)
    suffix = f"{zone_words} ({offset_words(start)})"
    if start.date() != end.date():
        return (
            f"between {time_words(low, zone, zone_words)} and {time_words(high, zone, zone_words)}"
        )
    if high - low >= timedelta(hours=23, minutes=59):
        return f"on {day_words(low, zone)}, {suffix}"
    hours = f"between {_clock_words(start)} and {_clock_words(end)}"
    return f"{hours} on {day_words(low, zone)}, {suffix}"


def _clock_words(local: datetime) -> str:
    return local.strftime("%-I:%M %p")
