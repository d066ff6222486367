"""The customer changes the email in words; what the company needs stays in it."""

from __future__ import annotations

from typing import Any

import pytest

from bot.cases.case import Email
from bot.triage.edit_email import LONGEST_LINE, MOST_LINES, edit_email
from bot.triage.turn import Turn


def edit(turn: Turn, text: str) -> str:
    turn.message.text = text
    edit_email(turn)
    return turn.said[-1].response


@pytest.fixture
def turn(make_turn: Any) -> Turn:
    made: Turn = make_turn(product="sms_credits", transaction_id="IPG-1", paid="500.00")
    return made


def test_words_are_added_as_they_were_written(turn: Turn) -> None:
    assert edit(turn, "add that I already called THEM twice") == "utter_added_to_email"
    assert turn.case.additions == ["I already called THEM twice"]


def test_the_line_that_is_meant_is_taken_out(turn: Turn) -> None:
    turn.case.additions = ["I called twice", "my phone is 0917"]
    assert edit(turn, "take the part about calling out") == "utter_taken_out_of_email"
    assert turn.case.additions == ["my phone is 0917"]


def test_that_is_the_line_that_was_added_last(turn: Turn) -> None:
    turn.case.additions = ["I called twice", "my phone is 0917"]
    edit(turn, "remove that")
    assert turn.case.additions == ["I called twice"]


def test_what_the_company_asks_for_stays(turn: Turn) -> None:
    assert edit(turn, "remove the transaction id") == "utter_must_stay_in_email"
    assert turn.case.left_out == []


def test_another_fact_is_left_out(turn: Turn) -> None:
    assert edit(turn, "don't mention the amount i paid") == "utter_taken_out_of_email"
    assert turn.case.left_out == ["paid"]


def test_what_is_not_in_it_cannot_be_taken_out(turn: Turn) -> None:
    assert edit(turn, "take my passport out") == "utter_not_in_email"


def test_a_wish_without_words_is_asked_back(turn: Turn) -> None:
    assert edit(turn, "change the email") == "utter_what_to_edit"
    assert turn.is_asking("edit")


def test_the_email_has_an_end(turn: Turn) -> None:
    turn.case.additions = ["line"] * MOST_LINES
    assert edit(turn, "add that there is more") == "utter_email_full"
    turn.case.additions = []
    edit(turn, f"add that {'x' * 1000}")
    assert len(turn.case.additions[0]) == LONGEST_LINE


def test_an_email_that_is_gone_is_not_changed_but_a_person_is_told(turn: Turn) -> None:
    turn.case.emails = [Email("request", "a@b.example", "s", "b", turn.now, state="sent")]
    turn.case.status = "pending"
    edit(turn, "add that I called twice")
    assert turn.said[0].response == "utter_email_is_gone"
    assert turn.case.who_speaks == "waiting"
    assert turn.case.additions == []
