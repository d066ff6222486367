"""The email that tells a proved customer how their request ended, when the chat may be closed."""

from __future__ import annotations

from datetime import datetime

from bot.cases.case import Case, Email
from bot.emails.fill import fill
from bot.emails.recipients import proved_address
from bot.policy.merchant import Merchant


def draft_notice(
    case: Case, merchant: Merchant, answer: str, words: str, now: datetime
) -> Email | None:
    """Queue the answer to the address on record, or return None where nobody is proved.

    Args:
        case: how it ended stands in `answer`.
        merchant: whose answer it is.
        answer: the assistant's words.
        words: what staff add, or "".
        now: when it is written.
    """
    address = proved_address(case)
    if address is None:
        return None
    subject, body = fill(
        "notice", ref=case.ref, merchant=merchant.name, answer=answer, words=words.strip()
    )
    return Email("notice", address, subject, body, now, state="queued")
