from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from bot.errors import BadInput
from bot.policy.facts import FACTS, parse_fact
from bot.policy.span import Span
from bot.values.times import parse_time

NOON = "2026-03-02T12:00:00+08:00"
ONE = "2026-03-02T13:00:00+08:00"


@pytest.mark.parametrize(
    ("name", "raw", "value"),
    [
        ("paid", "1000.00", Decimal("1000.00")),
        ("messages_sent", 0, 0),
        ("messages_sent", {"from": 1, "to": None}, Span(1, None)),
        ("purchased_at", NOON, parse_time(NOON)),
        ("purchased_at", {"from": NOON, "to": ONE}, Span(parse_time(NOON), parse_time(ONE))),
        ("promised_activation_at", "none", "none"),
        ("failure_cause", "unknown", "unknown"),
        ("activated", False, False),
        ("abuse_flags", ["many refunds"], ("many refunds",)),
    ],
)
def test_a_fact_is_read_in_each_of_its_forms(name: str, raw: Any, value: Any) -> None:
    assert parse_fact(name, raw) == value


@pytest.mark.parametrize(
    ("name", "raw", "says"),
    [
        ("colour", "red", "Fact 'colour' is unknown"),
        ("paid", 1000, "1000.00"),
        ("paid", "-1", "zero or more"),
        ("paid", "plenty", "is no amount"),
        ("messages_sent", True, "whole number"),
        ("messages_sent", -1, "whole number"),
        ("messages_sent", {"from": 3, "to": 1}, "earlier or smaller one first"),
        ("messages_sent", {"from": 3}, '"from" and "to"'),
        ("purchased_at", "2026-03-02T12:00:00", "has no offset"),
        ("purchased_at", "none", "is no time"),
        ("ground", "bad mood", "duplicate_charge"),
        ("ground", ["unused"], "duplicate_charge"),
        ("activated", "yes", "true or false"),
        ("account_email", "", "not empty"),
    ],
)
def test_a_value_that_is_not_accepted_is_named_with_what_is(name: str, raw: Any, says: str) -> None:
    with pytest.raises(BadInput) as error:
        parse_fact(name, raw)
    assert says in str(error.value)
    assert f"'{name}'" in str(error.value)


def test_facts_of_the_record_alone_are_the_four_that_only_a_merchant_knows() -> None:
    record_only = {name for name, spec in FACTS.items() if spec.record_only}
    assert record_only == {"ground_confirmed", "abuse_flags", "refunded_amount", "refunded_at"}
