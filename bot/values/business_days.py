"""Business days: Monday to Friday without the country's public holidays."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

from bot.values.times import in_zone

_SATURDAY = 5
# The last whole second of a day: what comes after it belongs to the next day.
_LAST_SECOND = time(23, 59, 59)


def end_of_business_day(asked_at: datetime, days: int, zone: str, country: str) -> datetime:
    """Give the last instant of the n-th business day after the day of `asked_at`, in the zone.

    The day of asking itself does not count. `country` is an ISO 3166 code such as "PH".
    """
    return _end_of_day(in_zone(asked_at, zone).date(), days, zone, country)


@lru_cache(maxsize=1024)
def _end_of_day(day: date, days: int, zone: str, country: str) -> datetime:
    while days > 0:
        day += timedelta(days=1)
        if is_business_day(day, country):
            days -= 1
    return datetime.combine(day, _LAST_SECOND, tzinfo=ZoneInfo(zone))


def is_business_day(day: date, country: str) -> bool:
    """Tell whether people work on that day in that country."""
    return day.weekday() < _SATURDAY and not is_public_holiday(day, country)


def is_public_holiday(day: date, country: str) -> bool:
    """Tell whether that day is a public holiday in that country."""
    return day in _holidays_of(country, day.year)


@lru_cache(maxsize=64)
def _holidays_of(country: str, year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays(country, years=year))
