"""Messages that are nothing but a fact."""

from __future__ import annotations

import pytest

from bot.nlu.bare_facts import is_bare_fact, is_half_of_day


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


@pytest.mark.parametrize("text", ["am", "PM po", "p.m.", "the am please"])
@pytest.mark.parametrize("asked", [True, False])
def test_half_a_day_is_told_whether_or_not_a_time_was_asked_for(text: str, asked: object) -> None:
    assert is_half_of_day(text, asked=bool(asked))


@pytest.mark.parametrize("text", ["in the evening", "umaga po", "Morning, I think"])
def test_a_part_of_the_day_is_told_only_where_a_time_was_asked_for(text: str) -> None:
    assert is_half_of_day(text, asked=True)
    assert not is_half_of_day(text, asked=False)


@pytest.mark.parametrize("text", ["i am", "good morning", "am I late", "amazing", ""])
def test_what_holds_more_is_not_half_a_day(text: str) -> None:
    assert not is_half_of_day(text, asked=True)
