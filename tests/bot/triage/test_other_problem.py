"""Two problems in one message: none is lost, and the one that comes to more counts."""

from __future__ import annotations

from typing import Any

from bot.triage.decide_case import decide_case
from bot.triage.other_problem import look_at_others, put_aside
from bot.triage.turn import Turn


def look(turn: Turn, *grounds: str) -> str:
    put_aside(turn, list(grounds))
    return look_at_others(turn, decide_case(turn.book, turn.case)).outcome


def said(turn: Turn) -> list[str]:
    return [say.response for say in turn.said]


def test_where_the_first_is_refused_the_second_is_decided_and_counts(make_turn: Any) -> None:
    turn: Turn = make_turn(merchant="interact", product="sms_credits", ground="change_of_mind")
    assert look(turn, "change_of_mind", "duplicate_charge") == "review"
    assert said(turn) == ["utter_other_problem"]
    assert turn.case.claim()["ground"] == "duplicate_charge"


def test_where_both_are_refused_both_are_told(make_turn: Any) -> None:
    turn: Turn = make_turn(merchant="interact", product="sms_credits", ground="change_of_mind")
    assert look(turn, "change_of_mind", "poor_campaign") == "not_eligible"
    assert said(turn) == ["utter_other_problem"]
    assert turn.case.claim()["ground"] == "change_of_mind"


def test_where_a_person_looks_at_the_first_the_second_is_noted(make_turn: Any) -> None:
    turn: Turn = make_turn(merchant="interact", product="sms_credits", ground="duplicate_charge")
    assert look(turn, "duplicate_charge", "change_of_mind") == "review"
    assert said(turn) == ["utter_other_problem_noted"]


def test_the_others_are_spoken_of_once(make_turn: Any) -> None:
    turn: Turn = make_turn(merchant="interact", product="sms_credits", ground="duplicate_charge")
    decision = decide_case(turn.book, turn.case)
    put_aside(turn, ["duplicate_charge", "change_of_mind"])
    look_at_others(turn, decision)
    look_at_others(turn, decision)
    assert len(turn.said) == 1
