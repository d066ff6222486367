"""A request that had to wait is taken anew once the wait is over, and not a second before."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.cases.case import CaseFact
from bot.triage.ask_again import ask_again
from bot.triage.decide_case import decide_case
from bot.triage.turn import Turn
from bot.values.times import iso, parse_time


def waiting(make_turn: Any, hours_ago: int) -> Turn:
    turn: Turn = make_turn(merchant="interact", product="sms_credits", ground="not_received")
    bought = iso(turn.now - timedelta(hours=hours_ago), "Asia/Kolkata")
    turn.case.facts.append(CaseFact("purchased_at", "claimed", bought, turn.now))
    turn.case.decision = decide_case(turn.book, turn.case).to_json()
    assert turn.case.decision["outcome"] == "wait"
    return turn


@pytest.mark.parametrize(
    ("late", "outcome"), [(timedelta(0), "wait"), (timedelta(seconds=1), "need_facts")]
)
def test_a_second_past_the_wait_the_request_counts_anew(
    make_turn: Any, late: timedelta, outcome: str
) -> None:
    turn = waiting(make_turn, 10)
    assert turn.case.decision is not None
    turn.now = parse_time(turn.case.decision["deadlines"]["ask_again_at"]) + late
    ask_again(turn)
    assert decide_case(turn.book, turn.case).outcome == outcome


def test_what_never_had_to_wait_keeps_its_first_moment(make_turn: Any) -> None:
    turn: Turn = make_turn(product="sms_credits", ground="change_of_mind", messages_sent=0)
    asked = turn.case.asked_at
    turn.case.decision = decide_case(turn.book, turn.case).to_json()
    turn.now += timedelta(days=3)
    ask_again(turn)
    assert turn.case.asked_at == asked
