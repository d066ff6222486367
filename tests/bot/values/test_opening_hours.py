from __future__ import annotations

from datetime import time

import pytest

from bot.values.opening_hours import OpeningHours
from bot.values.times import parse_time

MANILA = "Asia/Manila"
HOURS = OpeningHours(frozenset(range(5)), time(9), time(18))


@pytest.mark.parametrize(
    ("at", "are_now", "opens"),
    [
        ("2026-03-03T08:59:59", False, "2026-03-03T09:00:00"),
        ("2026-03-03T09:00:00", True, "2026-03-04T09:00:00"),
        ("2026-03-03T17:59:59", True, "2026-03-04T09:00:00"),
        ("2026-03-03T18:00:00", False, "2026-03-04T09:00:00"),
        # Friday evening, and the weekend.
        ("2026-03-06T18:00:00", False, "2026-03-09T09:00:00"),
        ("2026-03-07T12:00:00", False, "2026-03-09T09:00:00"),
        # Maundy Thursday and Good Friday are public holidays in the Philippines.
        ("2026-04-02T12:00:00", False, "2026-04-06T09:00:00"),
    ],
)
def test_somebody_is_there_to_the_second_and_not_on_holidays(at, are_now, opens) -> None:
    moment = parse_time(f"{at}+08:00")
    assert HOURS.are_now(moment, MANILA, "PH") is are_now
    assert HOURS.next_opening(moment, MANILA, "PH") == parse_time(f"{opens}+08:00")


def test_the_hours_are_those_of_the_company_wherever_the_instant_is_told() -> None:
    assert HOURS.are_now(parse_time("2026-03-03T01:00:00+00:00"), MANILA, "PH")
    assert not HOURS.are_now(parse_time("2026-03-03T12:00:00+00:00"), MANILA, "PH")


def test_who_opens_on_no_day_never_does() -> None:
    never = OpeningHours(frozenset(), time(9), time(18))
    assert never.next_opening(parse_time("2026-03-03T12:00:00+08:00"), MANILA, "PH") is None
