"""Messages that are nothing but a fact."""

from __future__ import annotations

import pytest

from bot.nlu.bare_facts import is_bare_fact


@pytest.mark.parametrize(
    "text",
    [
        "IPG-1001",
        "lea.cruz@example.ph",
        "my email is lea.cruz@example.ph",
        "₱500 via gcash",
        "2pm yesterday",
        "bought 3 hours ago",
        "20/11/2026 9am",
        "noong March 3 po",
    ],
)
def test_an_id_an_address_an_amount_or_a_time_is_a_bare_fact(text: str) -> None:
    assert is_bare_fact(text)


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "refund IPG-1001", "where is RF-7K3M-92QD", "cancel order 40021", "call 911"],
)
def test_a_wish_or_a_word_without_a_figure_is_no_bare_fact(text: str) -> None:
    assert not is_bare_fact(text)
