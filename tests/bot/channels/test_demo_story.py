"""A demo purchase in a sentence: exactly what its record says."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from bot.cases.purchase import Purchase
from bot.channels.demo_story import story
from bot.policy.merchant import Merchant
from bot.values.json_value import JsonValue

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=timezone.utc)
MERCHANT = Merchant(
    id="acme",
    name="Acme",
    zone="Asia/Manila",
    zone_words="Philippine time",
    currency="PHP",
    country="PH",
    standing="official",
    answer_within=5,
    products={"sms_credits": "SMS credits"},
)


def told(ago: timedelta = timedelta(hours=3), **record: JsonValue) -> str:
    facts = {"product": "sms_credits", "paid": "1000.00", "currency": "PHP", **record}
    purchase = Purchase("acme", "T-1", "ana@example.com", NOW - ago, facts)
    return story(purchase, MERCHANT, NOW).words


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(minutes=59), "less than an hour ago"),
        (timedelta(hours=1), "1 hour ago"),
        (timedelta(hours=47, minutes=59), "47 hours ago"),
        (timedelta(hours=48), "2 days ago"),
    ],
)
def test_how_long_ago_is_told_in_whole_hours_and_then_days(ago: timedelta, words: str) -> None:
    assert told(ago) == f"Ana bought SMS credits for ₱1,000.00, {words}."


@pytest.mark.parametrize(
    ("sent", "words"),
    [(0, "no messages sent"), (1, "1 message sent"), (200, "200 messages sent")],
)
def test_messages_are_counted(sent: int, words: str) -> None:
    assert told(messages_sent=sent).endswith(f"; {words}.")


def test_money_is_told_in_the_currency_that_was_paid() -> None:
    assert "for $29.00," in told(paid="29.00", currency="USD")


def test_what_is_confirmed_is_told_apart_from_what_is_noted() -> None:
    assert told(ground="technical_failure").endswith("; the records say: a technical problem.")
    confirmed = told(ground="technical_failure", ground_confirmed=True)
    assert confirmed.endswith("; the records confirm: a technical problem.")


def test_an_account_is_told_of_where_it_is_not_active() -> None:
    assert "account" not in told(account_status="active")
    assert told(account_status="suspended").endswith("; the account is suspended.")


def test_times_and_stores_are_told() -> None:
    words = told(
        cancelled_at=(NOW - timedelta(hours=30)).isoformat(), store="apple", activated=False
    )
    assert "; not activated; cancelled 30 hours ago; through the Apple App Store." in words
