"""Other cases about the same purchase: one purchase gets one request."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from bot.cases.case import Case
from bot.cases.purchase import transaction_key
from bot.cases.tables import CASE_FACTS, CASES

#: How long a case that was closed may still be reopened.
REOPENS_WITHIN = timedelta(days=30)


def other_case(
    session: Any, merchant: str, transaction_id: str, *, besides: int, at: datetime
) -> Case | None:
    """Return the newest case of somebody proved about this purchase, or None.

    A case counts that is filed or waits for a person, and one that was closed within the last
    30 days. Cases in which nothing was asked of anybody yet do not.

    Args:
        session: reads the database.
        merchant: the company's id.
        transaction_id: in any spelling.
        besides: the id of the case that asks.
        at: now.
    """
    query = (
        select(Case, CASE_FACTS.c.value)
        .join(CASE_FACTS, CASE_FACTS.c.case_id == CASES.c.id)
        .where(CASES.c.merchant == merchant, CASES.c.proved, CASES.c.id != besides)
        # Only the record tells which purchase was proved; a claim may name another meanwhile.
        .where(CASE_FACTS.c.name == "transaction_id", CASE_FACTS.c.source == "record")
        .order_by(CASES.c.id.desc())
    )
    key = transaction_key(transaction_id)
    for case, value in session.execute(query):
        if transaction_key(str(value)) == key and _counts(case, at):
            return case
    return None


def _counts(case: Case, at: datetime) -> bool:
    if case.who_speaks == "closed":
        return case.updated_at > at - REOPENS_WITHIN
    return case.status != "open" or case.who_speaks in ("waiting", "human")
