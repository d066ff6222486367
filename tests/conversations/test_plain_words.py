"""What plain_words.py finds, and what it lets pass."""

from __future__ import annotations

import pytest

from tests.conversations.plain_words import asked_twice, faults_in, repeated

OURS = ("review", "eligible")
CLAUSES = ("unused-topup",)
PRODUCT = "What did you buy?"


@pytest.mark.parametrize(
    ("reply", "typed"),
    [
        ("   ", ""),
        ("word " * 121, ""),
        ("You get {amount} back.", ""),
        ("You get None back.", ""),
        ("utter_ask_product", ""),
        ("You asked until 2:00 PM.", ""),
        ("You asked until 2:00 PM.\nPhilippine time (UTC+8)", ""),
        ("You asked on 2026-03-03T14:00.", ""),
        ("This is for review.", ""),
        ("Your sms_credits come back.", "my credits"),
        ("By unused-topup you get it.", ""),
    ],
)
def test_a_bad_answer_is_found(reply: str, typed: str) -> None:
    assert list(faults_in(reply, typed, OURS, CLAUSES))


@pytest.mark.parametrize(
    ("reply", "typed"),
    [
        ("word " * 120, ""),
        ("You asked until Tue 3 Mar 2026, 2:00 PM Philippine time (UTC+8).", ""),
        ("That is between 1:30 PM and 2:30 PM on Tue 3 Mar 2026, India time (UTC+5:30).", ""),
        ("Your account is ana_reyes@example.com.", "ANA_REYES@example.com"),
        ("Please review_it.", "review_it"),
        ("You did not use it. A person reviews it.", ""),
    ],
)
def test_a_good_answer_passes(reply: str, typed: str) -> None:
    assert not list(faults_in(reply, typed, OURS, CLAUSES))


def test_an_answer_said_twice_is_found_word_for_word() -> None:
    assert list(repeated(["Hello.", "Yes.", "Hello."]))
    assert not list(repeated(["Hello.", "Hello again."]))


def test_a_question_is_asked_twice_also_where_other_words_lead_it_in() -> None:
    assert list(asked_twice([PRODUCT, "How much did you pay for it?", f"As I said: {PRODUCT}"]))


def test_a_reminder_and_another_question_ask_nothing_twice() -> None:
    assert not list(asked_twice([PRODUCT, "To go on, I still need to know what you bought."]))


def test_who_starts_again_is_asked_again() -> None:
    again = "All right, let's start again from the beginning."
    assert not list(asked_twice([PRODUCT, again, PRODUCT]))
