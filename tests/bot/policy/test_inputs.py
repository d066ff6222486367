"""Each derived input: what is possible, by what is known."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.policy.inputs import INPUTS, Possible
from bot.policy.known_facts import KnownFacts
from bot.policy.request import Request
from bot.policy.span import Span

ASKED = "2026-03-03T14:00:00+08:00"
BEFORE, AFTER = "2026-03-03T13:00:00+08:00", "2026-03-03T15:00:00+08:00"
HOUR = timedelta(hours=1)
TIMES = {"before_support", "after_support"}


def _read(name: str, record: dict[str, Any], *unknowable: str) -> Possible:
    raw = {"merchant": "iprog", "asked_at": ASKED, "record": record, "unknowable": [*unknowable]}
    return INPUTS[name].read(KnownFacts.of(Request.from_json(raw)))


@pytest.mark.parametrize(
    ("name", "facts", "possible"),
    [
        ("chargeback", {"chargeback_before_support": True}, {"before_support"}),
        ("chargeback", {"chargeback_opened": False}, {"none"}),
        ("chargeback", {"chargeback_before_support": False}, {"none"}),
        (
            "chargeback",
            {"chargeback_before_support": False, "chargeback_opened": True},
            {"after_support"},
        ),
        ("chargeback", {"chargeback_opened": True}, TIMES),
        ("chargeback", {}, TIMES | {"none"}),
        ("support", {"support_unable": True}, {"unable"}),
        ("support", {"support_contacted": False}, {"not_asked"}),
        ("support", {"support_contacted": True}, {"at_work", "unable"}),
        ("support", {"support_contacted": True, "support_unable": False}, {"at_work"}),
        ("support", {"support_unable": False}, {"at_work", "not_asked"}),
        ("support", {}, {"at_work", "unable", "not_asked"}),
        ("promised_activation", {"promised_activation_at": "none"}, {"none"}),
        ("promised_activation", {}, {"none", "ahead", "passed"}),
        ("promised_activation", {"promised_activation_at": BEFORE}, {"passed"}),
        ("promised_activation", {"promised_activation_at": ASKED}, {"ahead"}),
        ("promised_activation", {"promised_activation_at": AFTER}, {"ahead"}),
        (
            "promised_activation",
            {"promised_activation_at": {"from": BEFORE, "to": AFTER}},
            {"ahead", "passed"},
        ),
        (
            "promised_activation",
            {"promised_activation_at": {"from": AFTER, "to": None}},
            {"ahead"},
        ),
        (
            "promised_activation",
            {"promised_activation_at": {"from": None, "to": BEFORE}},
            {"passed"},
        ),
        ("cancels", {"cancelled_at": BEFORE}, {True}),
        ("cancels", {"wants_to_cancel": False}, {False}),
        ("cancels", {}, {True, False}),
        ("delayed_by_meta", {"failure_cause": "meta"}, {True}),
        ("delayed_by_meta", {"failure_cause": "network"}, {False}),
        ("delayed_by_meta", {}, {False}),
        ("paid_back", {}, {"nothing"}),
        ("paid_back", {"refunded_amount": "0.00", "paid": "9.00"}, {"nothing"}),
        ("paid_back", {"refunded_amount": "8.99", "paid": "9.00"}, {"in_part"}),
        ("paid_back", {"refunded_amount": "9.00", "paid": "9.00"}, {"in_full"}),
        ("paid_back", {"refunded_amount": "9.00"}, {"in_part", "in_full"}),
        ("abuse_on_record", {"abuse_flags": []}, {False}),
        ("abuse_on_record", {"abuse_flags": ["fraud"]}, {True}),
        ("ground", {"ground": "unused", "ground_confirmed": True}, {"unused"}),
        ("ground", {"ground": "unused", "ground_confirmed": False}, {"fallen"}),
        ("left_after_discount", {}, {"something", "nothing"}),
        (
            "left_after_discount",
            {"paid": "1.00", "standard_rate": "1.00", "discounted_rate": "0.50"},
            {"something", "nothing"},
        ),
        (
            "left_after_discount",
            {
                "paid": "1.00",
                "standard_rate": "1.00",
                "discounted_rate": "0.50",
                "messages_sent": {"from": 0, "to": 1},
            },
            {"something"},
        ),
        (
            "left_after_discount",
            {
                "paid": "1.00",
                "standard_rate": "1.00",
                "discounted_rate": "0.50",
                "messages_sent": {"from": 2, "to": None},
            },
            {"nothing"},
        ),
        (
            "left_after_discount",
            {"paid": "1.00", "standard_rate": "1.00", "discounted_rate": "1.00"},
            {"something"},
        ),
        ("left_after_discount", {"paid": "0.00"}, {"nothing"}),
    ],
)
def test_a_choice_has_the_words_that_are_possible(
    name: str, facts: dict[str, Any], possible: set[Any]
) -> None:
    assert _read(name, facts) == possible


@pytest.mark.parametrize(
    ("name", "facts", "possible"),
    [
        ("hours_since_purchase", {"purchased_at": BEFORE}, Span(HOUR, HOUR)),
        ("hours_since_purchase", {}, Span(timedelta(0), None)),
        ("hours_since_purchase", {"issue_at": BEFORE}, Span(HOUR, None)),
        (
            "hours_since_purchase",
            {"purchased_at": {"from": BEFORE, "to": AFTER}},
            Span(timedelta(0), HOUR),
        ),
        ("hours_since_issue", {"issue_at": BEFORE}, Span(HOUR, HOUR)),
        ("hours_since_issue", {"purchased_at": BEFORE}, Span(timedelta(0), HOUR)),
        ("messages_sent", {}, Span(None, None)),
        ("messages_sent", {"value_used": "1.00"}, Span(1, None)),
        ("messages_sent", {"value_used": "0.00"}, Span(None, None)),
        ("messages_sent", {"value_used": "1.00", "messages_sent": 3}, Span(3, 3)),
        (
            "messages_sent",
            {"value_used": "1.00", "messages_sent": {"from": 0, "to": 5}},
            Span(1, 5),
        ),
    ],
)
def test_a_number_lies_between_what_is_possible(
    name: str, facts: dict[str, Any], possible: Span[Any]
) -> None:
    assert _read(name, facts) == possible


@pytest.mark.parametrize(
    ("facts", "unknowable", "stated_as"),
    [
        ({"value_used": "1.00"}, ["messages_sent"], "value"),
        ({"value_used": "1.00"}, [], "count"),
        ({"value_used": "1.00", "messages_sent": 2}, ["messages_sent"], "count"),
        ({}, ["messages_sent"], "count"),
    ],
)
def test_usage_is_a_value_where_nobody_can_count_the_messages(
    facts: dict[str, Any], unknowable: list[str], stated_as: str
) -> None:
    assert _read("usage_stated_as", facts, *unknowable) == {stated_as}


@pytest.mark.parametrize(
    ("discounted", "left"),
    # One yen is left or none: what is half a yen is rounded up before anybody looks.
    [("0.5", {"something"}), ("0.4", {"nothing"})],
)
def test_what_is_left_is_rounded_as_the_currency_is(discounted: str, left: set[str]) -> None:
    facts = {"paid": "1", "standard_rate": "1", "discounted_rate": discounted, "currency": "JPY"}
    assert _read("left_after_discount", {**facts, "messages_sent": 1}) == left


def test_an_input_is_named_in_words() -> None:
    assert INPUTS["hours_since_purchase"].words == "hours since purchase"


def test_what_no_record_speaks_of_is_unstated_and_what_nobody_told_is_anything() -> None:
    assert _read("ground_confirmed", {}) == {"unstated"}
    assert _read("activated", {}) == {True, False}
    assert _read("store", {"store": "roku"}) == {"roku"}
