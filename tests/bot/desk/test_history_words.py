"""The history tells staff what was noted, in words."""

from __future__ import annotations

import pytest

from bot.desk.history_words import detail_words, entry_words
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
    assert detail_words(detail, MERCHANT) == "“You get it back.”"
    assert detail_words(None, MERCHANT) == ""


def test_what_somebody_who_joined_said_otherwise_is_named_in_words() -> None:
    detail = {"from": "RF-2222-AAAA", "said_otherwise": {"messages_sent": 3}}
    expected = "from case RF-2222-AAAA; said otherwise: Messages sent from it: 3"
    assert detail_words(detail, MERCHANT) == expected


@pytest.mark.parametrize(
    ("action", "detail", "words"),
    [
        (
            "take_over",
            {"from": "human", "to": "human", "had": "agnes"},
            "agnes had the case before",
        ),
        ("close", {"from": "human", "to": "closed", "outcome": "declined"}, "No refund"),
        (
            "opened",
            {"channel": "rest", "after": "RF-2222-AAAA"},
            "by chat; after case RF-2222-AAAA",
        ),
        ("ask_person", {"from": "RF-2222-AAAA", "to": "waiting"}, "from case RF-2222-AAAA"),
        ("withheld", {"said": ["One.", "Two."]}, "“One.”, “Two.”"),
        ("named the company", {"merchant": "iprog"}, "IPROG TECH"),
        ("took out of the email", {"fact": "transaction_id"}, "Transaction ID"),
        ("email_failed", {"email": 3, "kind": "copy", "error": None}, "the customer's copy"),
        (
            "settled",
            {"outcome": "refunded", "amount": "5 PHP", "status_before": "open"},
            "Paid back in full; amount: 5 PHP; before that: No request was sent to the company yet",
        ),
        (
            "asked again after the wait",
            {"until": "2026-11-24T06:00:00+00:00"},
            "it was to wait until Tue 24 Nov 2026, 2:00 PM Philippine time (UTC+8)",
        ),
        ("decided", {"policy_version": "undated"}, "by the policy, which is undated"),
    ],
)
def test_what_was_noted_reads_as_words_and_not_as_names_of_ours(action, detail, words) -> None:
    assert entry_words(action, detail, MERCHANT) == words
