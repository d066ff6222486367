"""Outside the company's hours the customer hears when somebody will be there."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.triage.apologise import apologise
from bot.triage.hand_over import hand_over
from bot.triage.say_hours import say_hours
from bot.values.times import parse_time

EVENING = parse_time("2026-03-06T18:00:00+08:00")


def hours_said(turn):
    return [say.values for say in turn.said if say.response == "utter_outside_hours"]


@pytest.mark.parametrize("verb", [lambda turn: hand_over(turn, "asked"), apologise])
def test_on_a_friday_evening_they_are_back_on_monday(begin_turn, verb):
    turn = begin_turn(at=EVENING)
    verb(turn)
    (said,) = hours_said(turn)
    assert said == {
        "merchant": "IPROG TECH",
        "opens": "Mon 9 Mar 2026, 9:00 AM Philippine time (UTC+8)",
    }


def test_it_is_told_in_the_customers_own_time_too(begin_turn):
    turn = begin_turn(at=EVENING, customer_zone="Asia/Kolkata")
    hand_over(turn, "asked")
    (said,) = hours_said(turn)
    assert said["opens"].endswith("which is Mon 9 Mar 2026, 6:30 AM where you are (UTC+5:30)")


def test_within_the_hours_nothing_is_said_of_them(begin_turn):
    turn = begin_turn(at=EVENING - timedelta(seconds=1))
    hand_over(turn, "asked")
    assert hours_said(turn) == []


def test_who_waits_already_does_not_hear_it_again(begin_turn):
    turn = begin_turn(at=EVENING, who_speaks="waiting")
    hand_over(turn, "asked")
    apologise(turn)
    assert hours_said(turn) == []


@pytest.mark.parametrize("merchant", ["interact", None])
def test_of_hours_that_nobody_knows_nothing_is_said(begin_turn, merchant):
    turn = begin_turn(at=EVENING)
    turn.case.merchant = merchant
    hand_over(turn, "asked")
    assert hours_said(turn) == []


def test_hours_that_begin_only_after_the_promised_answer_are_not_named(begin_turn):
    turn = begin_turn(at=EVENING)
    turn.case.who_speaks, turn.case.answer_by = "waiting", EVENING + timedelta(hours=1)
    say_hours(turn)
    assert hours_said(turn) == []
