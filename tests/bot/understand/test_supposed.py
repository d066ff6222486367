"""What is only asked or supposed is no fact; what is told beside it is."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.understand import understand
from bot.understand.supposed import without_rules_asked, without_supposed

NOW = datetime.fromisoformat("2026-11-25T15:00:00+08:00")
STATED = ("ground", "messages_sent", "account_status", "activated", "product")


def stated(text: str) -> dict[str, object]:
    said = understand(text, now=NOW, zone="Asia/Manila")
    return {name: said.facts[name] for name in STATED if name in said.facts}


@pytest.mark.parametrize(
    "text",
    [
        *("what if I sent two messages?", "what happens if they charged me twice"),
        *("suppose my account gets banned, what then", "would I be paid if nothing was sent?"),
        *(
            "is my account blocked?",
            "did I use any?",
            "was I billed twice?",
            "has it been activated?",
        ),
        *("do unused sms credits expire?", "are unactivated tokens refundable?"),
        *("please check whether my account was closed", "kung nagamit ko na, pwede pa po ba?"),
        *("can used credits be paid back?", "is it true that activated tokens are final?"),
    ],
)
def test_a_question_or_a_condition_states_nothing(text: str) -> None:
    assert stated(text) == {}


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("can I get it back, I was billed twice?", {"ground": "duplicate_charge"}),
        ("is there a way out? my account is blocked", {"ground": "account_suspended"}),
        ("will you pay me back since nothing was sent", {"messages_sent": 0}),
        ("please refund if possible, I sent 4 sms", {"messages_sent": 4}),
        ("I wonder if you can help me my sms never arrived", {"ground": "not_received"}),
        ("why did you charge me twice?", {"ground": "duplicate_charge"}),
        ("even though I sent 3 messages I want it back", {"messages_sent": 3}),
    ],
)
def test_what_is_told_beside_a_question_is_stated(text: str, facts: dict[str, object]) -> None:
    assert facts.items() <= stated(text).items()


def test_a_product_of_their_own_is_named_even_in_a_condition() -> None:
    assert stated("what if I used my sms credits") == {"product": "sms_credits"}


@pytest.mark.parametrize("text", ["", "if", "if you can", "is it, if so, used?\nwhat if"])
def test_the_positions_stay_the_same(text: str) -> None:
    assert len(without_supposed(text)) == len(without_rules_asked(text)) == len(text)
