"""The reminder to the merchant, once the date has passed by which something had to happen.

It names the request and the date, and nothing that the customer told: also somebody who only
joined the case may read and send it.
"""

from __future__ import annotations

from datetime import datetime

from bot.cases.case import Case, Email
from bot.emails.fact_lines import known_record, words_for_staff
from bot.emails.fill import fill
from bot.policy.merchant import Merchant
from bot.values.due_words import due_words
from bot.values.times import day_words


def draft_follow_up(case: Case, merchant: Merchant, due: datetime, now: datetime) -> Email:
    """Draft the reminder.

    Args:
        case: whose request it is about.
        merchant: gives the address and the zone of the dates.
        due: the date that has passed.
        now: when it is written.
    """
    transaction = known_record(case).get("transaction_id")
    subject, body = fill(
        "follow_up",
        ref=case.ref,
        merchant=merchant.name,
        transaction=words_for_staff("transaction_id", transaction, merchant) if transaction else "",
        asked_on=day_words(case.asked_at, merchant.zone),
        due=due_words(due, merchant.zone, merchant.zone_words),
        approved=case.status == "processing",
    )
    return Email("follow_up", merchant.email_to or "", subject, body, now)
