"""The history tells staff what was noted, in words."""

from __future__ import annotations

from bot.desk.history_words import detail_words
from bot.policy.load import load_policies
from bot.settings import read_settings

MERCHANT = load_policies(read_settings({}).policies).merchants["iprog"]


def test_facts_are_named_and_said_as_everywhere_else() -> None:
    detail = {"facts": {"messages_sent": 0, "ground": "change_of_mind"}}
    expected = "Messages sent from it: 0; What happened: changed your mind"
    assert detail_words(detail, MERCHANT) == expected


def test_facts_that_were_only_named_are_listed() -> None:
    assert detail_words({"facts": ["transaction_id"]}, MERCHANT) == "Transaction ID"


def test_a_decision_is_told_by_its_words_and_an_erased_detail_by_nothing() -> None:
    detail = {"decision": {"outcome": "eligible"}, "words": "You get it back."}
    assert detail_words(detail, MERCHANT) == "words: You get it back."
    assert detail_words(None, MERCHANT) == ""


def test_what_somebody_who_joined_said_otherwise_is_named_in_words() -> None:
    detail = {"from": "RF-2222-AAAA", "said_otherwise": {"messages_sent": 3}}
    expected = "from: RF-2222-AAAA; said otherwise: Messages sent from it: 3"
    assert detail_words(detail, MERCHANT) == expected
