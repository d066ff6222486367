"""Whole messages, with every fact that each contains and no other.

It is Wednesday 25 November 2026, 15:00 in Manila. Times are written as `test_times.py` writes them.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from bot.policy.facts import FACTS, parse_fact
from bot.understand import understand

NOW = datetime.fromisoformat("2026-11-25T15:00:00+08:00")
ZONE = "Asia/Manila"

MESSAGES: list[tuple[str, dict[str, Any]]] = [
    (
        "I want a refund, txn IPG-1001, bought 3 hours ago, not one message sent, changed my mind",
        {
            "transaction_id": "IPG-1001",
            "purchased_at": "25 11:30 > 25 12:30",
            "messages_sent": 0,
            "ground": "change_of_mind",
        },
    ),
    (
        "refund sms 3h 0msgs TX9",
        {
            "product": "sms_credits",
            "purchased_at": "25 11:30 > 25 12:30",
            "messages_sent": 0,
            "transaction_id": "TX9",
        },
    ),
    ("charged 2x pls help", {"ground": "duplicate_charge"}),
    ("kal shaam ko liya tha", {"purchased_at": "24 17:00 > 24 22:00"}),
    ("its IPG99812 not 99821", {"transaction_id": "IPG99812"}),
    ("sorry, Tuesday", {"purchased_at": "24 00:00 > 24 23:59"}),
    ("it was Friday, not Saturday", {"purchased_at": "20 00:00 > 20 23:59"}),
    ("sorry it was 2pm not 3pm", {"purchased_at": "25 14:00"}),
    (
        "hey so i bought like 500 pesos of load last night around 9 and till now nothing, "
        "my txn is ipg 20441, can i get it back",
        {
            "paid": "500.00",
            "currency": "PHP",
            "product": "sms_credits",
            "purchased_at": "24 20:30 > 24 21:30",
            "ground": "not_received",
            "transaction_id": "IPG20441",
        },
    ),
    (
        "bhai maine kal raat ko recharge kiya tha, abhi tak credit nahi aaya, txn id IPG2044",
        {
            "purchased_at": "24 18:00 > 25 05:00",
            "product": "sms_credits",
            "ground": "not_received",
            "transaction_id": "IPG2044",
        },
    ),
    (
        "nag top up po ako ng \u20b1300 kahapon ng hapon pero hindi pa rin dumadating",
        {
            "paid": "300.00",
            "currency": "PHP",
            "product": "sms_credits",
            "purchased_at": "24 12:00 > 24 18:00",
            "ground": "not_received",
        },
    ),
    (
        "Hi, I purchased a premium token on Nov 24 at 10:30 AM for P1,000 and it has not been "
        "activated. Account is juan@example.ph",
        {
            "product": "premium_token",
            "purchased_at": "24 10:30",
            "paid": "1000.00",
            "currency": "PHP",
            "ground": "not_activated",
            "activated": False,
            "account_email": "juan@example.ph",
        },
    ),
    (
        "i accidentally topped up 5000 instead of 500 this morning at 9:15, didnt use any",
        {
            "paid": "5000.00",
            "product": "sms_credits",
            "purchased_at": "25 09:15",
            "messages_sent": 0,
            "ground": "wrong_amount",
        },
    ),
    (
        "Accidentally bought the token 2 hrs ago, have not activated it, "
        "paid 1000 by gcash ref 9012345678901",
        {
            "product": "premium_token",
            "purchased_at": "25 12:30 > 25 13:30",
            "activated": False,
            "paid": "1000.00",
            "payment_method": "gcash",
            "payment_reference": "9012345678901",
            "ground": "accidental_purchase",
        },
    ),
    (
        "the messages failed because of your gateway, i sent around 40 out of 1000",
        {
            "ground": "technical_failure",
            "failure_cause": "merchant",
            "messages_sent": {"from": 36, "to": 44},
        },
    ),
    (
        "i used only 5 credits and then it stopped working yesterday at 4pm",
        {"messages_sent": 5, "issue_at": "24 16:00", "ground": "technical_failure"},
    ),
    (
        "bought it yesterday, activated it, sent two messages",
        {"purchased_at": "24 00:00 > 24 23:59", "activated": True, "messages_sent": 2},
    ),
    (
        "paid 1,000 for 1000 sms credits via GCash last Monday",
        {
            "paid": "1000.00",
            "product": "sms_credits",
            "payment_method": "gcash",
            "purchased_at": "23 00:00 > 23 23:59",
        },
    ),
    (
        "Purchased: 24 Nov 2026 14:20; Amount: PHP 1000; Txn: IPG-1009; Reason: duplicate",
        {
            "purchased_at": "24 14:20",
            "paid": "1000.00",
            "currency": "PHP",
            "transaction_id": "IPG-1009",
            "ground": "duplicate_charge",
        },
    ),
    (
        "renewal charged me 999 rupees on 22/11",
        {
            "renewed_at": "22 00:00 > 22 23:59",
            "paid": "999.00",
            "currency": "INR",
            "product": "subscription",
        },
    ),
    (
        "i bought it from the play store and forgot to cancel before 15 nov",
        {"store": "google_play", "ground": "forgot_to_cancel"},
    ),
    (
        "I filed a chargeback before contacting you, my account is suspended now",
        {
            "chargeback_opened": True,
            "chargeback_before_support": True,
            "account_status": "suspended",
            "ground": "account_suspended",
        },
    ),
    (
        "paid Rs. 1,499/- for whatsapp api setup fee on 12 nov, they could not activate it",
        {
            "paid": "1499.00",
            "currency": "INR",
            "product": "setup_fee",
            "purchased_at": "12 00:00 > 12 23:59",
            "support_contacted": True,
            "support_unable": True,
            "ground": "not_activated",
            "activated": False,
        },
    ),
    ("no I have not sent anything", {"messages_sent": 0}),
    ("I did not use it", {"messages_sent": 0}),
    ("can you check txn TX-8812?", {"transaction_id": "TX-8812"}),
    (
        "my email is Ana.Cruz+shop@Mail.example.com.",
        {"account_email": "ana.cruz+shop@mail.example.com"},
    ),
    ("I asked for a refund 5 days ago and still no reply", {}),
]


def shortened(value: Any) -> Any:
    """Return a time as the table writes it, any other value as it is."""
    if isinstance(value, dict) and isinstance(value["from"], str):
        return f"{_short(value['from'])} > {_short(value['to'])}"
    return _short(value) if isinstance(value, str) and "T" in value and ":" in value else value


def _short(written: str) -> str:
    return f"{datetime.fromisoformat(written):%d %H:%M}"


@pytest.mark.parametrize(("text", "facts"), MESSAGES)
def test_a_message_gives_its_facts_and_no_other(text: str, facts: dict[str, Any]) -> None:
    said = understand(text, now=NOW, zone=ZONE)
    assert {name: shortened(value) for name, value in said.facts.items()} == facts
    assert said.readings == {}


@pytest.mark.parametrize("text", [text for text, _ in MESSAGES])
def test_every_fact_of_a_message_is_accepted_by_the_policy(text: str) -> None:
    for name, value in understand(text, now=NOW, zone=ZONE).facts.items():
        parse_fact(name, value)


def test_a_rough_hour_without_am_or_pm_leaves_two_readings_beside_the_sure_facts() -> None:
    said = understand("i topped up \u20b1500 yday arnd 2 tapos wala pa rin", now=NOW, zone=ZONE)
    assert said.facts == {
        "paid": "500.00",
        "currency": "PHP",
        "product": "sms_credits",
        "ground": "not_received",
    }
    assert [shortened(one) for one in said.readings["purchased_at"]] == [
        "24 01:30 > 24 02:30",
        "24 13:30 > 24 14:30",
    ]


@pytest.mark.parametrize("asked", sorted(FACTS))
def test_what_is_said_counts_whatever_was_asked(asked: str) -> None:
    text = "txn IPG-1001, bought yesterday at 2pm, sent 3 sms, paid \u20b1500 via gcash"
    facts = understand(text, now=NOW, zone=ZONE, expecting=asked).facts
    assert facts["transaction_id"] == "IPG-1001"
    assert facts["purchased_at"] == "2026-11-24T14:00:00+08:00"
    assert facts["messages_sent"] == 3
    assert facts["payment_method"] == "gcash"
    assert facts["paid"] == "500.00"


@pytest.mark.parametrize(
    ("asked", "text", "value"),
    [
        ("ground", "duplicate", "duplicate_charge"),
        ("ground", "mistake", "accidental_purchase"),
        ("ground", "it didnt work", "technical_failure"),
        ("ground", "i don't like it", "change_of_mind"),
        ("product", "whatsapp", "whatsapp_api"),
        ("product", "the load", "sms_credits"),
        ("product", "premium", "premium_token"),
        ("currency", "pesos", "PHP"),
        ("currency", "INR", "INR"),
        ("store", "apple", "apple"),
        ("store", "your website", "direct"),
        ("payment_method", "credit card", "card"),
        ("account_email", "maria@example.com", "maria@example.com"),
        ("failure_cause", "your system", "merchant"),
    ],
)
def test_a_word_is_enough_for_what_was_asked(asked: str, text: str, value: str) -> None:
    assert understand(text, now=NOW, zone=ZONE, expecting=asked).facts == {asked: value}
