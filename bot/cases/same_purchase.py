"""The one case of a purchase: the open one, or the last one that may still be reopened."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_, select

from bot.cases.case import Case
from bot.cases.purchase import transaction_key
from bot.cases.tables import CASES

#: How long a case that was closed may still be reopened.
REOPENS_WITHIN = timedelta(days=30)


def case_of_purchase(
    session: Any, merchant: str, transaction_id: str, *, besides: int, at: datetime
) -> Case | None:
    """Return the open case of a proved purchase, or its last one that may be reopened, or None.

    The database holds that there is one open case at most (`cases_one_open_a_purchase`).

    Args:
        session: reads the database.
        merchant: the company's id.
        transaction_id: in any spelling.
        besides: the id of the case that asks.
        at: now.
    """
    query = (
        select(Case)
        .where(CASES.c.merchant == merchant, CASES.c.id != besides, CASES.c.proved)
        .where(CASES.c.purchase_key == transaction_key(transaction_id))
        .where(or_(CASES.c.who_speaks != "closed", CASES.c.closed_at > at - REOPENS_WITHIN))
        # An open one first, then the newest.
        .order_by(CASES.c.who_speaks == "closed", CASES.c.id.desc())
    )
    found: Case | None = session.execute(query.limit(1)).scalars().first()
    return found


def may_be_reopened(case: Case, at: datetime) -> bool:
    """Tell whether a closed case was closed within the last 30 days."""
    return case.closed_at is not None and case.closed_at > at - REOPENS_WITHIN
