"""Read `open` of merchant.yml, the hours that a program can read, and hold them to the words."""

from __future__ import annotations

import re
from datetime import time
from typing import Any

from bot.policy.faults import Faults
from bot.policy.yaml_lines import LinedYaml
from bot.values.opening_hours import WEEKDAYS, OpeningHours

_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_CLOCK = re.compile(r"\b(\d{1,2})(?::(\d\d))?\s*([ap])\.?m\b", re.IGNORECASE)
_NOON = 12


def read_hours(faults: Faults, lined: LinedYaml) -> OpeningHours | None:
    """Read the hours; None where there are none, or none that can be.

    The words beside them must name the same times of day, and the first and the last day; what
    else they say is for people to compare.
    """
    raw: dict[str, Any] | None = lined.data.get("open")
    if raw is None or not {"days", "from", "to"} <= raw.keys():
        return None
    days = frozenset(WEEKDAYS.index(day) for day in raw["days"] if day is not None)
    if not days:
        return None
    opens, closes = (time.fromisoformat(raw[key]) for key in ("from", "to"))
    hours = OpeningHours(days, opens, closes)
    line = lined.line(("open",))
    if hours.opens >= hours.closes:
        faults.add(line, f"It opens at {raw['from']} and closes at {raw['to']}. Turn them round.")
    words = lined.data.get("hours")
    if not words:
        faults.add(line, "Key 'hours' is missing beside 'open'. Say the hours in words there.")
    else:
        for fault in _differences(hours, str(words)):
            faults.add(line, fault)
    return hours


def _differences(hours: OpeningHours, words: str) -> list[str]:
    found = []
    told = {_from_words(match) for match in _CLOCK.finditer(words)}
    if told != {hours.opens, hours.closes}:
        both = f"{hours.opens:%H:%M} and {hours.closes:%H:%M}"
        found.append(f"'hours' does not name {both}, which 'open' does. Make them one.")
    named = {day for day, name in enumerate(_NAMES) if name in words.casefold()}
    ends = {min(hours.days), max(hours.days)}
    if not ends <= named <= hours.days:
        days = " and ".join(_NAMES[day].title() for day in sorted(ends))
        found.append(f"'hours' names other days than 'open', whose ends are {days}. Make them one.")
    return found


def _from_words(match: re.Match[str]) -> time | None:
    hour, minute = int(match[1]), int(match[2] or 0)
    if not 1 <= hour <= _NOON or minute >= 60:  # noqa: PLR2004 -- Minutes of an hour.
        return None
    return time(hour % _NOON + (_NOON if match[3].casefold() == "p" else 0), minute)
