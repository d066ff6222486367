"""A question for the meaning of a word is heard, and others are not taken for it."""

from __future__ import annotations

import pytest

from bot.understand.terms import term_asked

TERMS = ("DLT", "DLT template", "premium token", "token", "GCash reference", "SMS credit")


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("what is DLT?", "DLT"),
        ("whats dlt", "DLT"),
        ("what does a dlt template mean", "DLT template"),
        ("DLT kya hota hai", "DLT"),
        ("ano po yung premium token", "premium token"),
        ("meaning of token pls", "token"),
        ("what are sms credits", "SMS credit"),
        ("i dont know what a gcash reference is, what is that", "GCash reference"),
    ],
)
def test_the_word_that_is_asked_for_is_found(text: str, term: str) -> None:
    assert term_asked(text, TERMS) == term


@pytest.mark.parametrize(
    "text",
    [
        "my dlt template was rejected",
        "what is the status of my token",
        "what is the refund policy for a premium token",
        "what happens to my sms credits",
        "i bought a token yesterday",
        "what is this",
        "",
        "what is " + "very " * 30 + "token",
    ],
)
def test_what_asks_for_no_meaning_is_left_alone(text: str) -> None:
    assert term_asked(text, TERMS) is None
