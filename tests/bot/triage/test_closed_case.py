"""A message to a closed case: it reopens, is answered kindly, or is about something else."""

from __future__ import annotations

import pytest

from bot.triage.closed_case import answer_paid_back, answer_while_closed
from bot.triage.take_facts import take_facts
from tests.bot.triage.conftest import NOW

CLOSED = {"is_filed": True, "status": "closed", "who_speaks": "closed", "closed_at": NOW}


def said(turn):
    return [say.response for say in turn.said]


@pytest.mark.parametrize(
    ("intent", "facts"),
    [
        ("request_refund", {}),
        ("request_human", {}),
        ("complain", {}),
        ("ask_back", {"ground": "not_received"}),
        ("inform", {"issue_at": "2026-03-03T09:00:00+08:00"}),
        ("request_refund", {"transaction_id": "ipg 1001"}),
    ],
)
def test_asking_for_something_reopens_it_to_be_decided_anew(begin_turn, intent, facts):
    told = begin_turn(intent=intent, facts=facts, **CLOSED)
    take_facts(told)
    assert (told.case.who_speaks, told.case.status) == ("bot", "open")
    assert told.case.decision is None
    assert not told.is_filed
    assert "utter_reopened" in said(told)
    reopened = told.case.history[0]
    assert (reopened.action, reopened.detail["status"]) == ("reopen", "closed")
    assert reopened.detail["decision"]["outcome"] == "eligible"


@pytest.mark.parametrize(
    ("intent", "answer"),
    [
        ("check_refund_status", "utter_closed_case"),
        ("thank", "utter_thank"),
        ("goodbye", "utter_goodbye"),
        ("greet", "utter_closed_case"),
        ("affirm", "utter_closed_case"),
        ("inform", "utter_closed_case"),
    ],
)
def test_small_talk_leaves_it_closed(begin_turn, intent, answer):
    told = begin_turn(intent=intent, **CLOSED)
    take_facts(told)
    answer_while_closed(told)
    assert said(told) == [answer]
    assert told.case.who_speaks == "closed"
    assert told.case.history == []


def test_yes_to_a_person_reopens_it(begin_turn):
    told = begin_turn(intent="affirm", open_question={"name": "person", "fact": None}, **CLOSED)
    take_facts(told)
    assert told.case.who_speaks == "bot"
    assert told.is_asking("person")


@pytest.mark.parametrize(
    "facts",
    [
        {"transaction_id": "IPG-1002"},
        {"product": "premium_token"},
        {"paid": "77.00"},
        {"purchased_at": "2026-03-04T11:00:00+08:00"},
    ],
)
def test_another_purchase_leaves_it_closed(begin_turn, facts):
    told = begin_turn(intent="request_refund", facts=facts, **CLOSED)
    take_facts(told)
    assert told.is_other_purchase
    assert told.case.who_speaks == "closed"


def test_a_request_that_the_company_still_has_is_not_sent_again(begin_turn):
    told = begin_turn(intent="request_refund", **{**CLOSED, "status": "pending"})
    take_facts(told)
    assert told.case.status == "pending"
    assert told.is_filed


@pytest.mark.parametrize(
    ("state", "answer"),
    [
        ({"status": "refunded"}, ["utter_already_refunded_undated"]),
        (
            {"status": "completed", "settlement": {"at": "2026-03-03T14:00:00+08:00"}},
            ["utter_already_refunded"],
        ),
        ({"status": "partially_refunded"}, []),
        ({"status": "pending"}, []),
    ],
)
def test_what_was_paid_back_is_said_and_not_decided_again(begin_turn, state, answer):
    told = begin_turn(is_filed=True, **state)
    answer_paid_back(told)
    assert said(told) == answer


def test_a_part_that_was_paid_back_to_somebody_unproved_goes_to_a_person(begin_turn):
    told = begin_turn(is_filed=True, status="partially_refunded", proved=False)
    answer_paid_back(told)
    assert told.case.who_speaks == "waiting"
