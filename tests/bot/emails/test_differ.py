from __future__ import annotations

import pytest

from bot.emails.differ import differ

MORNING = {"from": "2026-11-24T08:00:00+08:00", "to": "2026-11-24T12:00:00+08:00"}


@pytest.mark.parametrize(
    ("name", "claim", "record", "expected"),
    [
        ("messages_sent", 0, 3, True),
        ("messages_sent", {"from": 1, "to": None}, 3, False),
        ("messages_sent", {"from": 4, "to": None}, 3, True),
        ("paid", "1000", "1000.00", False),
        ("paid", "1000", "999.99", True),
        ("activated", True, False, True),
        ("purchased_at", MORNING, "2026-11-24T04:00:00+00:00", False),
        ("purchased_at", MORNING, "2026-11-24T04:00:01+00:00", True),
        ("promised_activation_at", "none", "2026-11-24T04:00:01+00:00", True),
        ("ground", "unused", "change_of_mind", True),
        ("account_email", "Ana@Example.com ", "ana@example.com", False),
        ("transaction_id", "ipg 1OO1", "IPG-1001", False),
        ("transaction_id", "IPG-1002", "IPG-1001", True),
        ("paid", None, "1000.00", False),
    ],
)
def test_a_claim_differs_where_it_and_the_record_exclude_each_other(name, claim, record, expected):
    assert differ(name, claim, record) is expected
