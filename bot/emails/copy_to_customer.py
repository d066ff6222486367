"""The copy of a filed request for the customer, who must have proved who they are."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.cases.case import Case, Email
from bot.emails.fill import fill
from bot.emails.reading import read_decision
from bot.emails.recipients import proved_address
from bot.policy.merchant import Merchant


def draft_copy(
    case: Case, request: Email, decision: Mapping[str, Any], merchant: Merchant, now: datetime
) -> Email | None:
    """Draft a copy of `request` to the address on record, or None without such proof."""
    address = proved_address(case)
    if address is None:
        return None
    subject, body = fill(
        "copy",
        ref=case.ref,
        merchant=merchant.name,
        to=request.to,
        answer_by=read_decision(decision, merchant).answer_by,
        subject=request.subject,
        body=request.body.rstrip(),
    )
    return Email("copy", address, subject, body, now)
