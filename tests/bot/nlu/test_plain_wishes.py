"""Wishes that their words alone tell."""

from __future__ import annotations

import pytest

from bot.nlu.plain_wishes import is_code, plain_wish


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("Agent please!", "request_human"),
        ("yes, a real person now", "request_human"),
        ("ok I sent two, but first let me speak to your supervisor", "request_human"),
        ("paid 500 yesterday and I need a human", "request_human"),
        ("any news po?", "check_refund_status"),
        ("Status?", "check_refund_status"),
        ("hi, what's the status of my request", "check_refund_status"),
        ("withdraw my claim please", "withdraw_request"),
        ("ok nevermind", "withdraw_request"),
        ("please cancel this", "withdraw_request"),
        ("wait po", "deny"),
        ("Hold on!", "deny"),
        ("how do I file a complaint?", "ask_refund_policy"),
    ],
)
def test_a_plain_wish_is_read_by_its_words(text: str, intent: str) -> None:
    assert plain_wish(text) == intent


@pytest.mark.parametrize(
    "text",
    [
        "I don't want a person",
        "the person who paid is my sister",
        "I want my agent account closed",
        "cancel my subscription",
        "stop my subscription",
        "waiting since monday",
        "the status says paid",
        "I could not wait any longer and bought another",
        "never used",
        "",
    ],
)
def test_what_only_sounds_like_one_is_left_to_the_classifier(text: str) -> None:
    assert plain_wish(text) is None


@pytest.mark.parametrize(
    "text",
    ['{"text": "refund"}', '["a", 1]', "<p>refund</p>", "SELECT * FROM cases;", "```\nrefund\n```"],
)
def test_code_is_told_from_words(text: str) -> None:
    assert is_code(text)


@pytest.mark.parametrize("text", ["i <3 you", "(refund)", "select the first from the list", "{ok}"])
def test_words_with_signs_are_no_code(text: str) -> None:
    assert not is_code(text)


@pytest.mark.parametrize("sign", ["a ", "please ", "{", "<a", "want ", "give me a human not "])
def test_a_long_text_is_read_without_a_stall(sign: str) -> None:
    text = sign * 2_000
    plain_wish(text)
    is_code(text)
