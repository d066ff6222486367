"""How a case stands, in plain words: each status, its date, and the reminder past it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.triage.answer_status import answer_any_reference, answer_status
from bot.triage.follow_up import offer_follow_up, reply_to_follow_up
from bot.triage.say_status import say_status
from tests.bot.triage.conftest import NOW

LATE = NOW + timedelta(days=8)
PENDING, BY = "utter_status_pending", "utter_status_answer_by"


def said(turn):
    return [say.response for say in turn.said]


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ({"status": "open"}, ["utter_status_open"]),
        ({"who_speaks": "waiting", "status": "open"}, ["utter_status_waiting", BY]),
        ({"who_speaks": "human", "status": "open"}, ["utter_status_waiting", BY]),
        ({"status": "pending"}, [PENDING, BY]),
        (
            {"status": "processing", "paid_by": NOW + timedelta(days=14)},
            ["utter_status_processing", "utter_status_paid_by"],
        ),
        ({"status": "processing"}, ["utter_status_processing"]),
        ({"status": "refunded", "who_speaks": "closed"}, ["utter_status_refunded"]),
        (
            {"status": "partially_refunded", "who_speaks": "closed"},
            ["utter_status_partially_refunded"],
        ),
        ({"status": "completed", "who_speaks": "closed"}, ["utter_status_completed"]),
        ({"status": "canceled", "who_speaks": "closed"}, ["utter_status_canceled"]),
        ({"status": "closed", "who_speaks": "closed"}, ["utter_status_closed"]),
        ({"status": "pending", "who_speaks": "closed"}, ["utter_status_closed"]),
        (
            {"status": "closed", "who_speaks": "closed", "settlement": {"outcome": "declined"}},
            ["utter_status_declined"],
        ),
    ],
)
def test_each_status_is_said_with_its_date(begin_turn, replies, state, expected):
    asked = begin_turn(is_filed=True, **state)
    say_status(asked, asked.case)
    assert said(asked) == expected
    words = " ".join(replies.text(say) for say in asked.said)
    for personal in ("ana", "IPG", "1,000", "1000", "mind", "credits"):
        assert personal not in words


def test_an_end_is_said_with_its_day(begin_turn, replies):
    settled = {"outcome": "refunded", "at": "2026-03-03T14:00:00+08:00"}
    asked = begin_turn(is_filed=True, status="refunded", who_speaks="closed", settlement=settled)
    say_status(asked, asked.case)
    assert replies.text(asked.said[0]).endswith("was paid back on Tue 3 Mar 2026.")


@pytest.mark.parametrize(("minutes", "word"), [(-1, BY), (1, "utter_status_overdue")])
def test_a_date_that_has_passed_is_called_late(begin_turn, minutes, word):
    asked = begin_turn(is_filed=True, at=NOW + timedelta(days=7, minutes=minutes))
    say_status(asked, asked.case)
    assert said(asked) == [PENDING, word]


def test_another_case_is_told_by_its_reference_alone(begin_turn):
    other = begin_turn(is_filed=True).case
    other.id = 2
    asked = begin_turn("how is RF-7K3M-92QD?")
    asked.lookups.case_by_ref = {"RF-7K3M-92QD": other}.get
    answer_status(asked)
    assert said(asked) == [PENDING, BY]
    assert asked.done


def test_an_unknown_reference_is_met_kindly(begin_turn):
    asked = begin_turn("RF-7K3M-92QD")
    answer_any_reference(asked)
    assert said(asked) == ["utter_unknown_reference"]


def test_the_reference_of_this_case_does_not_hide_facts(begin_turn):
    asked = begin_turn("about RF-4444-AAAA: i sent no message")
    asked.took.add("messages_sent")
    answer_any_reference(asked)
    assert said(asked) == []


def test_where_nothing_is_known_it_is_asked_which_request_is_meant(begin_turn):
    asked = begin_turn("where is my refund")
    answer_status(asked)
    assert said(asked) == ["utter_which_request"]
    assert asked.asked_fact() == "transaction_id"


def test_past_its_date_a_reminder_is_offered_and_sent_with_a_yes(begin_turn):
    asked = begin_turn(is_filed=True, at=LATE)
    offer_follow_up(asked)
    assert said(asked) == ["utter_follow_up"]
    *_, draft = asked.case.emails
    assert (draft.kind, draft.state, draft.to) == (
        "follow_up",
        "draft",
        "admin+support@iprogtech.com",
    )
    assert "IPG-1001" in draft.subject
    assert "end of Tue 10 Mar" in draft.body or "Tue 10 Mar 2026" in draft.body
    asked.intent = "affirm"
    reply_to_follow_up(asked)
    assert draft.state == "queued"
    assert asked.case.draft().kind == "request"


def test_a_no_sends_no_reminder(begin_turn):
    asked = begin_turn(is_filed=True, at=LATE)
    offer_follow_up(asked)
    asked.intent = "deny"
    reply_to_follow_up(asked)
    assert [email.kind for email in asked.case.emails] == ["request"]


def test_each_date_has_one_reminder(begin_turn):
    asked = begin_turn(is_filed=True, at=LATE)
    offer_follow_up(asked)
    asked.case.emails[-1].state = "sent"
    offer_follow_up(asked)
    assert said(asked) == ["utter_follow_up", "utter_follow_up_sent_before"]
    asked.case.status, asked.case.paid_by = "processing", LATE + timedelta(days=5)
    asked.now = LATE + timedelta(days=6)
    offer_follow_up(asked)
    assert said(asked)[-1] == "utter_follow_up"
    assert "was approved" in asked.case.emails[-1].body


@pytest.mark.parametrize(
    "state",
    [
        {"at": NOW},
        {"at": LATE, "who_speaks": "closed"},
        {"at": LATE, "status": "refunded"},
        {"at": LATE, "merchant": "interakt"},
    ],
)
def test_no_reminder_is_offered_in_time_after_the_end_or_to_nobody(begin_turn, state):
    asked = begin_turn(is_filed=True, **state)
    offer_follow_up(asked)
    assert said(asked) == []
