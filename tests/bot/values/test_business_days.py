from __future__ import annotations

from datetime import datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from bot.values.business_days import end_of_business_day, is_business_day
from bot.values.times import in_zone, parse_time

MANILA = "Asia/Manila"


def test_five_business_days_from_a_monday_end_with_the_next_monday() -> None:
    end = end_of_business_day(parse_time("2026-03-02T14:00:00+08:00"), 5, MANILA, "PH")
    assert end.isoformat() == "2026-03-09T23:59:59+08:00"


def test_a_weekend_request_starts_counting_on_monday() -> None:
    end = end_of_business_day(parse_time("2026-03-07T14:00:00+08:00"), 1, MANILA, "PH")
    assert end.isoformat() == "2026-03-09T23:59:59+08:00"


def test_the_day_is_the_one_of_the_merchants_zone() -> None:
    sunday_evening_in_utc = parse_time("2026-03-08T20:00:00Z")
    end = end_of_business_day(sunday_evening_in_utc, 1, MANILA, "PH")
    assert end.isoformat() == "2026-03-10T23:59:59+08:00"


def test_public_holidays_of_both_countries_are_left_out() -> None:
    assert not is_business_day(parse_time("2026-06-12T00:00:00Z").date(), "PH")
    assert is_business_day(parse_time("2026-06-12T00:00:00Z").date(), "IN")
    assert not is_business_day(parse_time("2026-01-26T00:00:00Z").date(), "IN")


@given(
    st.datetimes(datetime(2025, 1, 1), datetime(2030, 1, 1), timezones=st.just(timezone.utc)),  # noqa: DTZ001 - hypothesis adds the zone.
    st.integers(1, 12),
)
def test_one_more_business_day_is_a_later_business_day(asked_at: datetime, days: int) -> None:
    earlier = end_of_business_day(asked_at, days, MANILA, "PH")
    later = end_of_business_day(asked_at, days + 1, MANILA, "PH")
    assert is_business_day(later.date(), "PH")
    assert later - earlier >= timedelta(days=1)
    assert earlier.date() > in_zone(asked_at, MANILA).date()
