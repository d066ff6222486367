"""What the REST door reads of a post, and what it never believes."""

from __future__ import annotations

from datetime import datetime, timezone

from bot.channels.rest import read_inbound

NOW = datetime(2026, 3, 3, 6, 0, tzinfo=timezone.utc)


def test_nobody_can_vouch_for_an_account_by_posting_it() -> None:
    metadata = {"merchant": "iprog", "account_email": "ana@example.com"}
    body = {
        "sender": "thief",
        "message": "refund",
        "metadata": metadata,
        "account_email": "ana@example.com",
    }
    inbound = read_inbound(body, ["iprog"], NOW)
    assert (inbound.merchant, inbound.account_email) == ("iprog", None)
