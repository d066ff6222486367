from __future__ import annotations

import pytest

from bot.understand.numbers import in_figures


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        ("five hundred pesos", "500 pesos"),
        ("Two Thousand rupees", "2000 rupees"),
        ("one thousand five hundred and fifty", "1550"),
        ("paid a hundred", "paid 100"),
        ("a thousand", "1000"),
        ("twenty-five messages", "25 messages"),
        ("fifteen thousand", "15000"),
        ("a dozen", "12"),
        ("ten dollars", "10 dollars"),
    ],
)
def test_numbers_of_several_words_become_figures(words: str, figures: str) -> None:
    assert in_figures(words) == figures


@pytest.mark.parametrize(
    "text",
    ["two fifty", "one", "not a single one", "5 thousand", "one two three", "hundreds of them"],
)
def test_what_has_two_meanings_or_is_one_word_stays(text: str) -> None:
    assert in_figures(text) == text
