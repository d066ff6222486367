"""When somebody is there: days of the week, from one time of day to another, not on holidays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.values.business_days import is_public_holiday
from bot.values.times import in_zone

#: As files write them, from Monday on.
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
#: Longer than any row of holidays; who does not open within it never does.
_LOOKED_AHEAD = 60


@dataclass(frozen=True)
class OpeningHours:
    """From when to when somebody is there, in the company's own time.

    `days` are numbers of weekdays, Monday is 0; at `closes` nobody is there any more.
    """

    days: frozenset[int]
    opens: time
    closes: time

    def are_now(self, at: datetime, zone: str, country: str) -> bool:
        """Tell whether somebody is there; `country` is an ISO 3166 code such as "PH"."""
        local = in_zone(at, zone)
        return self._is_open_on(local.date(), country) and self.opens <= local.time() < self.closes

    def next_opening(self, at: datetime, zone: str, country: str) -> datetime | None:
        """Return the next instant after `at` at which somebody comes, None where nobody does."""
        today = in_zone(at, zone).date()
        for days in range(_LOOKED_AHEAD):
            day = today + timedelta(days=days)
            begins = datetime.combine(day, self.opens, tzinfo=ZoneInfo(zone))
            if begins > at and self._is_open_on(day, country):
                return begins
        return None

    def _is_open_on(self, day: date, country: str) -> bool:
        return day.weekday() in self.days and not is_public_holiday(day, country)
