"""Mistyped words are put right where they surely are mistyped, and nowhere else."""

from __future__ import annotations

import pytest

from bot.nlu.mend import mend


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("cacneling my acount", "canceling my account"),
        ("a reimbrusement pls", "a reimbursement pls"),
        ("erfund", "refund"),
        ("i want tocancel", "i want to cancel"),
        ("where is myrefund", "where is my refund"),
        ("reimbursementpolicy", "reimbursement policy"),
        ("cmpensation", "compensation"),
        ("talk to an opertor", "talk to an operator"),
    ],
)
def test_a_slip_or_two_words_in_one_are_put_right(typed: str, meant: str) -> None:
    assert mend(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        *("recharge", "tokens", "resounding", "is it cancer", "order fund", "po", "rf", ""),
        *("relieved", "paycheck", "manila", "hindi pa dumating", "x" * 5000),
    ],
)
def test_a_word_that_is_one_and_a_word_that_nobody_knows_stay(text: str) -> None:
    assert mend(text) == text
