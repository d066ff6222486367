"""A card number that is typed is hidden; what only looks like one stays."""

from __future__ import annotations

import pytest

from bot.values.card_numbers import hide_card_numbers


# The networks' own published test numbers.
@pytest.mark.parametrize(
    "number",
    [
        "4111111111111111",
        "4111 1111 1111 1111",
        "4111-1111-1111-1111",
        "5555555555554444",
        "2223003122003222",
        "378282246310005",
        "3782 822463 10005",
        "6011111111111117",
        "30569309025904",
        "3530111333300000",
    ],
)
def test_a_card_number_is_hidden_but_for_its_last_four_digits(number: str) -> None:
    hidden = hide_card_numbers(f"my card is {number}, exp 12/28")
    assert hidden == f"my card is •••• {number[-4:]}, exp 12/28"


@pytest.mark.parametrize(
    "text",
    [
        "GCash ref 9001234567890",
        "UTR 412345678901",
        "call me at +63 917 123 4567",
        "4111111111111112 has a wrong check digit",
        "order IPG-4111111111111111-A",
        "between 2026-11-20 14:00 and 2026-11-21 15:30",
        "1,000 messages for 500.00",
        "",
    ],
)
def test_what_is_no_card_number_stays(text: str) -> None:
    assert hide_card_numbers(text) == text


def test_two_cards_in_one_message_are_both_hidden() -> None:
    text = "4111111111111111 or 5555 5555 5555 4444"
    assert hide_card_numbers(text) == "•••• 1111 or •••• 4444"
