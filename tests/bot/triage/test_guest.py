"""A sender whose purchase has a request already adds to it, and reads how it stands; no more."""

from __future__ import annotations

import pytest

from bot.cases.voices import speak_as
from bot.triage.deadline import file_now
from bot.triage.edit_email import edit_email
from bot.triage.go_on import go_on
from bot.triage.read_email import read_email
from bot.triage.take_facts import take_facts


@pytest.fixture
def guest(begin_turn):
    """Return how a guest writes to Ana's case."""

    def begin(text="hello", intent="inform", facts=None, **state):
        begun = begin_turn(text, intent, facts, is_filed=True, **state)
        speak_as(begun.case, "widget", "ben")
        return begun

    return begin


def said(turn):
    return [say.response for say in turn.said]


def words(turn):
    return " ".join(value for say in turn.said for value in say.values.values())


def test_who_joins_is_told_that_there_is_a_request_and_how_it_stands(guest):
    told = guest(facts={"ground": "not_received"})
    told.ask("joined")
    take_facts(told)
    assert said(told) == ["utter_joined_request", "utter_status_pending", "utter_status_answer_by"]
    assert told.case.claim()["ground"] == "change_of_mind"
    assert told.case.history[-1].detail["said_otherwise"] == {"ground": "not_received"}


def test_what_a_guest_tells_goes_to_a_person(guest):
    told = guest(facts={"issue_at": "2026-03-03T09:00:00+08:00"})
    take_facts(told)
    go_on(told)
    assert told.case.claim()["issue_at"] == "2026-03-03T09:00:00+08:00"
    assert told.case.who_speaks == "waiting"
    assert said(told) == ["utter_still_waiting"]


@pytest.mark.parametrize("verb", [read_email, edit_email, file_now])
def test_the_draft_is_not_a_guests_to_read_or_change(guest, verb):
    told = guest("add that i called them", "edit_email")
    verb(told)
    assert said(told) == []
    assert told.case.additions == []
    assert len(told.case.emails) == 1


@pytest.mark.parametrize(
    ("intent", "answer"),
    [
        ("thank", ["utter_thank"]),
        ("goodbye", ["utter_goodbye"]),
        ("affirm", ["utter_guest"]),
    ],
)
def test_small_talk_and_a_yes_to_nothing_do_nothing(guest, intent, answer):
    told = guest(intent=intent)
    take_facts(told)
    go_on(told)
    assert said(told) == answer
    assert told.case.who_speaks == "bot"


def test_nothing_that_the_other_one_told_is_said(guest):
    for intent in ("inform", "request_refund", "affirm", "deny", "check_refund_status"):
        told = guest(intent=intent)
        take_facts(told)
        go_on(told)
        assert "mind" not in words(told)
        assert "1,000" not in words(told)
