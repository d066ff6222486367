"""Sentences in which no fact is stated; what is read into them would be invented."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.understand import Understanding, understand

NOW = datetime.fromisoformat("2026-11-25T15:00:00+08:00")

INNOCENT = (
    *(
        "hello",
        "hi there",
        "good morning",
        "kumusta po",
        "namaste",
        "thanks \U0001f60a",
        "ok",
        "okay",
    ),
    *(
        "thank you so much",
        "bye",
        "salamat po",
        "dhanyavaad",
        "\U0001f620\U0001f620",
        "",
        "   ",
        "?",
    ),
    *(
        "what is your policy",
        "my phone is 0917 123 4567",
        "can I talk to a person?",
        "are you a bot",
    ),
    *("I want a refund", "refund please", "give me my money back", "how long does it take?"),
    *("what do you need from me", "who are you", "please help", "this is taking too long"),
    *("what is the weather today", "I am Maria from Cebu", "can you call me tomorrow at 5?"),
    *(
        "how do I interact with a human",
        "I have 2 questions",
        "see you at 5",
        "lol",
        "1",
        "yes",
        "no",
    ),
    *("is my refund approved?", "where is my refund", "I already told you", "why do you ask?"),
    *("do you offer refunds within 30 days?", "that is not what I said", "you are not helping"),
    *("it is 5 degrees here", "my name is June", "may I ask something", "second question"),
    *("I will wait", "the first one", "top of the morning", "mon ami", "sun is shining"),
)


@pytest.mark.parametrize("text", INNOCENT)
def test_nothing_is_read_into_an_innocent_sentence(text: str) -> None:
    assert understand(text, now=NOW, zone="Asia/Manila") == Understanding()
