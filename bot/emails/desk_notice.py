"""The email that tells a merchant's people that a case waits for them, with the way to it.

It says nothing of what the customer told: that stands at the desk, behind its sign-in.
"""

from __future__ import annotations

from datetime import datetime

from bot.cases.case import Case, Email
from bot.emails.fill import fill
from bot.policy.merchant import Merchant
from bot.values.due_words import due_words


def draft_desk_notice(case: Case, merchant: Merchant, now: datetime) -> Email:
    """Queue the notice for the address of the merchant's people.

    The link to the case is added when it is sent, as to all mail for a merchant.
    """
    due = case.answer_by
    subject, body = fill(
        "desk_notice",
        ref=case.ref,
        merchant=merchant.name,
        due=due_words(due, merchant.zone, merchant.zone_words) if due else "",
    )
    return Email("desk_notice", merchant.desk_address or "", subject, body, now, state="queued")
