"""Every fact can be told to a customer, in the merchant's own money, zone and product names."""

from __future__ import annotations

from typing import Any

import pytest

from bot.policy.fact_words import label_of, value_in_words
from tests.bot.policy.loaded import book

NOON, ONE = "2026-03-02T12:00:00+08:00", "2026-03-02T13:00:00+08:00"
AT_NOON = "Mon 2 Mar 2026, 12:00 PM Philippine time (UTC+8)"


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("paid", None, "not known"),
        ("paid", "1000", "₱1,000.00"),
        ("refunded_amount", "0.5", "₱0.50"),
        ("discounted_rate", "0.9", "₱0.90"),
        ("purchased_at", NOON, AT_NOON),
        ("purchased_at", {"from": None, "to": NOON}, f"before {AT_NOON}"),
        ("purchased_at", {"from": NOON, "to": None}, f"after {AT_NOON}"),
        ("promised_activation_at", "none", "none"),
        ("refunded_at", NOON, AT_NOON),
        ("product", "sms_credits", "SMS credits"),
        ("product", "whatsapp_api", "whatsapp api"),
        ("ground", "unused", "not used"),
        ("store", "roku", "Roku"),
        ("failure_cause", "meta", "Meta/WhatsApp"),
        ("activated", True, "yes"),
        ("activated", False, "no"),
        ("messages_sent", 3, "3"),
        ("messages_sent", {"from": 1, "to": None}, "at least 1"),
        ("messages_sent", {"from": None, "to": 5}, "at most 5"),
        ("messages_sent", {"from": 1, "to": 5}, "between 1 and 5"),
        ("paid", "9" * 40, "9" * 40),
        ("transaction_id", "TX-1", "TX-1"),
    ],
)
def test_a_value_is_told_in_words(name: str, value: Any, words: str) -> None:
    assert value_in_words(name, value, book().merchants["iprog"]) == words


def test_a_time_between_two_names_both() -> None:
    words = value_in_words("purchased_at", {"from": NOON, "to": ONE}, book().merchants["iprog"])
    assert "12:00 PM" in words
    assert "1:00 PM" in words
    assert words.endswith("Philippine time (UTC+8)")


def test_a_fact_has_a_label() -> None:
    assert label_of("purchased_at") == "Time of purchase"
