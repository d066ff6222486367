"""The same facts, three answers: what each company's own policy makes of them."""

from __future__ import annotations

from typing import Any

import pytest

from bot.policy.request import Request
from tests.bot.policy.loaded import book

UNUSED_CREDITS_BOUGHT_3_H_AGO = {
    "product": "sms_credits",
    "ground": "change_of_mind",
    "messages_sent": 0,
    "paid": "1000.00",
    "purchased_at": "2026-03-03T11:00:00+08:00",
    "store": "direct",
}


@pytest.mark.parametrize(
    ("merchant", "outcome", "because", "clauses", "amount"),
    [
        ("iprog", "eligible", None, ["2"], {"value": "1000.00", "currency": "PHP", "by": "gcash"}),
        ("interact", "not_eligible", None, ["3"], None),
        ("interakt", "review", "no_policy", [], None),
    ],
)
def test_unused_credits_and_a_changed_mind(
    merchant: str, outcome: str, because: str | None, clauses: list[str], amount: Any
) -> None:
    told = _decide(merchant, UNUSED_CREDITS_BOUGHT_3_H_AGO)
    assert (told["outcome"], told["because"]) == (outcome, because)
    assert (told["clauses"], told["amount"]) == (clauses, amount)


def test_one_message_more_changes_one_of_the_three_answers() -> None:
    used = {**UNUSED_CREDITS_BOUGHT_3_H_AGO, "messages_sent": 1}
    outcomes = [
        _decide(merchant, used)["outcome"] for merchant in ("iprog", "interact", "interakt")
    ]
    assert outcomes == ["not_eligible", "not_eligible", "review"]


def _decide(merchant: str, claim: dict[str, Any]) -> dict[str, Any]:
    raw = {"merchant": merchant, "asked_at": "2026-03-03T14:00:00+08:00", "claim": claim}
    return book().decide(Request.from_json(raw)).to_json()


def test_the_names_of_two_companies_are_told_apart() -> None:
    names = [
        (merchant.id, name.casefold())
        for merchant in book().merchants.values()
        for name in (merchant.name, *merchant.also_known_as)
    ]
    owners: dict[str, set[str]] = {}
    for owner, name in names:
        owners.setdefault(name, set()).add(owner)
    assert all(len(each) == 1 for each in owners.values())
