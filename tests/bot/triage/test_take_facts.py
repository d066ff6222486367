"""What a message tells goes to the case: new, corrected, narrowed, unknowable, swapped."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

import pytest

from bot.cases.case import Case, CaseFact, Message
from bot.policy.load import load_policies
from bot.settings import read_settings
from bot.triage.take_facts import take_facts
from bot.triage.turn import Turn
from bot.understand.understanding import Understanding

NOW = datetime(2026, 3, 3, 2, 0, tzinfo=timezone.utc)
BOOK = load_policies(read_settings({}).policies)


def turn(intent: str = "inform", asked: str | None = None, **claims: Any) -> Turn:
    case = Case("RF-TEST-CASE", "rest", "ana", "iprog", NOW, NOW, NOW, id=1)
    case.facts = [CaseFact(name, "claimed", value, NOW) for name, value in claims.items()]
    if asked:
        case.open_question = {"name": "fact", "fact": asked}
    message = Message(1, NOW, "customer", "whatever was typed", id=7)
    return Turn(BOOK, case, message, NOW, intent=intent)


def tell(turn: Turn, **understood: Any) -> dict[str, Any]:
    turn.understood = Understanding(**understood)
    take_facts(turn)
    return turn.case.claim()


def said(turn: Turn) -> list[str]:
    return [say.response for say in turn.said]


def test_a_new_fact_is_taken_with_the_message_that_told_it() -> None:
    told = turn()
    assert tell(told, facts={"messages_sent": 0}) == {"messages_sent": 0}
    assert told.case.facts[0].message_id == 7
    assert said(told) == []


def test_another_value_is_a_correction_and_the_summary_must_be_confirmed_again() -> None:
    told = turn(paid="500.00")
    told.case.confirmed = True
    assert tell(told, facts={"paid": "2000.00"})["paid"] == "2000.00"
    assert said(told) == ["utter_corrected"]
    assert not told.case.confirmed


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ({"from": 1, "to": None}, 3),
        ({"from": 0, "to": 10}, {"from": 2, "to": 3}),
        (3, 3),
    ],
)
def test_a_narrower_value_is_no_correction(before: Any, now: Any) -> None:
    told = turn(messages_sent=before)
    assert tell(told, facts={"messages_sent": now})["messages_sent"] == now
    assert said(told) == []


def test_a_wider_value_is_a_correction() -> None:
    told = turn(messages_sent=3)
    tell(told, facts={"messages_sent": {"from": 0, "to": 10}})
    assert said(told) == ["utter_corrected"]


@pytest.mark.parametrize(
    ("asked", "intent", "value"),
    [
        ("activated", "affirm", True),
        ("activated", "deny", False),
        ("messages_sent", "deny", 0),
        ("messages_sent", "affirm", {"from": 1, "to": None}),
    ],
)
def test_yes_and_no_are_read_by_the_open_question(asked: str, intent: str, value: Any) -> None:
    assert tell(turn(intent, asked)) == {asked: value}


def test_no_with_a_correction_denies_what_was_said_before() -> None:
    told = turn("deny", "messages_sent", purchased_at="2026-03-02T09:00:00+08:00")
    tell(told, facts={"purchased_at": "2026-03-01T09:00:00+08:00"})
    assert "messages_sent" not in told.case.claim()


def test_no_to_the_question_for_an_id_is_having_none() -> None:
    told = turn("deny", "payment_reference")
    tell(told)
    assert told.case.unknowable() == {"payment_reference"}


def test_who_does_not_know_more_exactly_keeps_what_they_said() -> None:
    around = {"from": "2026-03-02T09:00:00+08:00", "to": "2026-03-02T11:00:00+08:00"}
    told = turn(asked="purchased_at", purchased_at=around)
    assert tell(told, unknowable=frozenset({"purchased_at"})) == {"purchased_at": around}
    assert told.case.unknowable() == {"purchased_at"}


def test_what_is_taken_back_is_gone() -> None:
    told = turn(purchased_at="2026-03-02T09:00:00+08:00")
    assert tell(told, withdrawn=frozenset({"purchased_at"})) == {}
    assert said(told) == ["utter_withdrawn"]


@pytest.mark.parametrize(
    ("claim", "swap", "expected"),
    [
        ({"paid": "5000.00"}, ("500", "5000"), {"paid": "500"}),
        ({"messages_sent": 30}, ("3", "30"), {"messages_sent": 3}),
        ({"paid": "5000.00"}, ("7", "8"), {"paid": "5000.00"}),
    ],
)
def test_a_swap_corrects_the_fact_that_had_the_old_value(
    claim: dict[str, Any], swap: tuple[str, str], expected: dict[str, Any]
) -> None:
    assert tell(turn(**claim), swaps=(swap,)) == expected


def test_a_record_cannot_be_claimed() -> None:
    assert tell(turn(), facts={"ground_confirmed": True, "refunded_amount": "5.00"}) == {}


def test_a_time_is_said_back_in_full_with_its_zone() -> None:
    told = turn()
    tell(told, facts={"purchased_at": "2026-03-02T14:00:00+08:00"})
    assert [dict(say.values) for say in told.said] == [
        {"time": "Mon 2 Mar 2026, 2:00 PM Philippine time (UTC+8)"}
    ]


def test_what_cannot_be_is_neither_taken_nor_asked_back() -> None:
    told = turn(asked="messages_sent")
    ages = ["0001-01-01T00:00:00+08:00", "0001-02-01T00:00:00+08:00"]
    absurd = {"messages_sent": 20261122083600123456, "purchased_at": ages[0]}
    assert tell(told, facts={**absurd, "paid": "500.00"}, readings={"issue_at": ages}) == {
        "paid": "500.00"
    }
    assert (told.readings, said(told)) == ({}, [])
