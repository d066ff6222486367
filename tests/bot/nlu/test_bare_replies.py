"""Replies whose first word says it all."""

from __future__ import annotations

import pytest

from bot.nlu.bare_replies import bare_reply, opening_reply


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("Yes!", "affirm"),
        ("yes please", "affirm"),
        ("OK po", "affirm"),
        ("haan ji", "affirm"),
        ("opo", "affirm"),
        ("\N{THUMBS UP SIGN}", "affirm"),
        ("no.", "deny"),
        ("nahi", "deny"),
        ("hindi po", "deny"),
        ("thank you, sir", "thank"),
        ("Salamat po", "thank"),
        ("Magandang umaga po", "greet"),
        ("bye bye", "goodbye"),
    ],
)
def test_a_bare_reply_is_settled_in_any_spelling(text: str, intent: str) -> None:
    assert bare_reply(text) == intent


@pytest.mark.parametrize(
    "text", ["", "   ", "yes but it was tuesday", "no idea", "please", "refund"]
)
def test_whatever_says_more_or_less_than_that_is_not_a_bare_reply(text: str) -> None:
    assert bare_reply(text) is None


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("no it was tuesday", "deny"),
        ("No, the other one", "deny"),
        ("nope, 3 pm", "deny"),
        ("yes, the 5th is right", "affirm"),
        ("yeah but it was three messages", "affirm"),
    ],
)
def test_a_reply_may_open_with_yes_or_no(text: str, intent: str) -> None:
    assert opening_reply(text) == intent


@pytest.mark.parametrize(
    "text",
    [
        "no idea",
        "no messages sent",
        "no one answered me",
        "no longer want it",
        "no refund so far",
        "not a single one",
        "yesterday at two",
        "nothing",
    ],
)
def test_a_no_that_denies_nothing_is_no_opening(text: str) -> None:
    assert opening_reply(text) is None
