"""A decision names the pairs of clauses whose disagreement leaves it to a person."""

from __future__ import annotations

import pytest

from bot.policy.load import load_policies
from bot.policy.request import Request
from bot.settings import read_settings


@pytest.mark.parametrize(
    ("ground", "pairs"),
    [
        ("accidental_purchase", [("user-error", "unused-topup")]),
        ("change_of_mind", []),
        ("duplicate_charge", []),
    ],
)
def test_only_declared_conflicts_that_decided_are_named(ground, pairs):
    request = Request.from_json(
        {
            "merchant": "iprog",
            "asked_at": "2026-03-02T14:00:00+08:00",
            "claim": {
                "product": "sms_credits",
                "ground": ground,
                "purchased_at": "2026-03-02T11:00:00+08:00",
                "messages_sent": 0,
                "paid": "1000.00",
            },
        }
    )
    decision = load_policies(read_settings({}).policies).decide(request)
    assert [each.clauses for each in decision.conflicts] == pairs
    assert [each["sections"] for each in decision.to_json()["conflicts"]] == [
        [["5"], ["2"]] for _ in pairs
    ]
