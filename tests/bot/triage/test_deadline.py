"""The customer reads until when they can ask, and can file at once when that is near."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.triage.deadline import file_now, tell_deadline
from bot.triage.decide_case import decide_case
from bot.triage.turn import Turn


def bought(turn: Turn, hours_ago: float) -> Turn:
    at = (turn.now - timedelta(hours=hours_ago)).isoformat()
    turn.case.facts[0].value = at
    return turn


@pytest.fixture
def turn(make_turn: Any) -> Turn:
    made: Turn = make_turn(purchased_at="2026-03-02T12:00:00+08:00")
    return made


def told(turn: Turn) -> list[str]:
    tell_deadline(turn, decide_case(turn.book, turn.case))
    return [say.response for say in turn.said]


@pytest.mark.parametrize(
    ("hours_ago", "response"),
    [
        (2, ["utter_deadline"]),
        (21, ["utter_deadline"]),
        (21.01, ["utter_deadline_near"]),
        (24, ["utter_deadline_near"]),
        (24.01, []),
    ],
)
def test_under_three_hours_a_short_request_is_offered(
    turn: Turn, hours_ago: float, response: list[str]
) -> None:
    assert told(bought(turn, hours_ago)) == response


def test_it_is_said_once(turn: Turn) -> None:
    assert told(turn) == ["utter_deadline_near"]
    assert told(turn) == ["utter_deadline_near"]


def test_the_time_is_said_in_the_customers_zone_too(turn: Turn) -> None:
    turn.case.customer_zone = "Asia/Dubai"
    told(turn)
    assert turn.said[0].values["by"] == (
        "Tue 3 Mar 2026, 12:00 PM Philippine time (UTC+8), which is "
        "Tue 3 Mar 2026, 8:00 AM where you are (UTC+4)"
    )
    assert turn.said[0].values["left"] == "2 h"


def test_the_customers_zone_is_left_out_where_the_clocks_agree(turn: Turn) -> None:
    turn.case.customer_zone = "Asia/Singapore"
    told(turn)
    assert "where you are" not in turn.said[0].values["by"]


def test_a_short_request_is_queued_once_and_the_whole_one_can_follow(turn: Turn) -> None:
    file_now(turn)
    file_now(turn)
    (email,) = turn.case.emails
    assert (email.kind, email.state) == ("short_request", "queued")
    assert email.to == "admin+support@iprogtech.com"
    assert email.subject.startswith("URGENT")
    assert turn.case.status == "pending"
    assert turn.case.draft() is None


@pytest.mark.parametrize("hours_ago", [2, 24.01])
def test_no_short_request_is_filed_when_the_time_is_long_or_over(
    turn: Turn, hours_ago: float
) -> None:
    file_now(bought(turn, hours_ago))
    assert turn.case.emails == []
    assert turn.case.status == "open"


def test_nothing_is_offered_where_no_address_is_known(make_turn: Any) -> None:
    turn: Turn = make_turn(merchant="interakt", purchased_at="2026-03-02T12:00:00+05:30")
    assert told(turn) == []
    file_now(turn)
    assert turn.case.emails == []
