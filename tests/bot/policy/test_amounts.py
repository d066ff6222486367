"""Each amount formula: what it gives, and when it cannot say."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from bot.policy.amounts import AMOUNTS
from bot.policy.known_facts import KnownFacts
from bot.policy.request import Request

ASKED = "2026-03-03T14:00:00+08:00"
PRICES = {"paid": "1000.00", "standard_rate": "1.00", "discounted_rate": "0.90"}
VALUE = {**PRICES, "value_used": "200.00"}


def _amount(formula: str, claim: dict[str, Any]) -> Decimal | None:
    request = Request.from_json({"merchant": "iprog", "asked_at": ASKED, "claim": claim})
    return AMOUNTS[formula].compute(KnownFacts.of(request))


def _without(claim: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in claim.items() if key != name}


@pytest.mark.parametrize(
    ("formula", "claim", "amount"),
    [
        ("paid_in_full", {"paid": "10.00"}, "10.00"),
        ("duplicate_amount", {"duplicate_amount": "7.00", "paid": "10.00"}, "7.00"),
        ("value_remaining", {"remaining_value": "3.00", "paid": "10.00"}, "3.00"),
        ("value_remaining", {"messages_sent": 0, "paid": "10.00", "value_used": "1.00"}, "10.00"),
        ("value_remaining", {"messages_sent": 1, "paid": "10.00", "value_used": "4.00"}, "6.00"),
        ("value_remaining", {"paid": "10.00", "value_used": "4.00"}, "6.00"),
        ("paid_less_discount_benefit", {"paid": "10.00", "messages_sent": 0}, "10.00"),
        ("paid_less_discount_benefit", {**PRICES, "messages_sent": 1}, "999.90"),
        ("paid_less_discount_benefit", {**PRICES, "messages_sent": 100}, "990.00"),
    ],
)
def test_a_formula_gives_its_figure(formula: str, claim: dict[str, Any], amount: str) -> None:
    assert _amount(formula, claim) == Decimal(amount)


def test_the_two_readings_of_the_value_used_differ_by_the_price_it_is_counted_at() -> None:
    at_discounted = _amount("paid_less_benefit_of_discounted_value", VALUE)
    at_standard = _amount("paid_less_benefit_of_standard_value", VALUE)
    assert at_discounted is not None
    assert round(1000 - at_discounted, 2) == Decimal("22.22")
    assert at_standard == Decimal("980.00")


@pytest.mark.parametrize(
    ("formula", "claim"),
    [
        *(
            ("paid_less_discount_benefit", _without({**PRICES, "messages_sent": 3}, name))
            for name in (*PRICES, "messages_sent")
        ),
        *(("paid_less_benefit_of_discounted_value", _without(VALUE, name)) for name in VALUE),
        *(("paid_less_benefit_of_standard_value", _without(VALUE, name)) for name in VALUE),
        ("paid_less_benefit_of_discounted_value", {**VALUE, "discounted_rate": "0.00"}),
        ("paid_less_benefit_of_standard_value", {**VALUE, "standard_rate": "0.00"}),
        ("paid_less_discount_benefit", {**PRICES, "messages_sent": {"from": 1, "to": 3}}),
        ("value_remaining", {"paid": "10.00"}),
        ("value_remaining", {"value_used": "10.00"}),
        ("paid_in_full", {"duplicate_amount": "7.00"}),
        ("duplicate_amount", {"paid": "7.00"}),
    ],
)
def test_a_formula_says_nothing_while_a_fact_is_not_exactly_known(
    formula: str, claim: dict[str, Any]
) -> None:
    assert _amount(formula, claim) is None
