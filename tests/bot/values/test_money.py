from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import BadInput
from bot.values.money import Money, parse_decimal


def test_half_a_centavo_is_rounded_up() -> None:
    assert Money(Decimal("977.775"), "PHP").amount == Decimal("977.78")
    assert Money(Decimal("977.7749999"), "PHP").amount == Decimal("977.77")


def test_a_yen_has_no_smaller_coin() -> None:
    assert Money(Decimal("0.5"), "JPY").to_json() == {"value": "1", "currency": "JPY"}


def test_a_customer_reads_sign_and_thousands() -> None:
    assert Money.parse("1000", "PHP").words() == "₱1,000.00"
    assert Money.parse("1000", "CHF").words() == "CHF 1,000.00"


@pytest.mark.parametrize(
    "text", ["", "ten", "NaN", "Infinity", "1e3", "1,000", "1_000", "\u0661\u0660"]
)
def test_what_is_no_plain_decimal_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="is no amount"):
        parse_decimal(text)


@given(st.decimals(min_value=0, max_value=10**9, places=6))
def test_rounding_moves_an_amount_by_half_a_coin_at_most(amount: Decimal) -> None:
    rounded = Money(amount, "PHP").amount
    assert abs(rounded - amount) <= Decimal("0.005")
    assert Money(rounded, "PHP").amount == rounded
