"""The demo's purchases: made anew at each start, so that "3 hours ago" stays true."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from bot.cases.database import one_at_a_time
from bot.cases.ledger import replace_purchase
from bot.cases.purchase import Purchase, transaction_key
from bot.cases.tables import CASE_FACTS, CASES, LEDGER

Key = tuple[str, str]


def replace_demo(session: Any, rows: Sequence[Purchase]) -> None:
    """Put these purchases in the place of the demo's earlier ones.

    A purchase that a case was already proved for stays as it is, since the case stands on it. So
    does one that was imported: the demo never writes over a real record.
    """
    one_at_a_time(session.connection(), "ledger")
    known = _known(session)
    joined = _joined(session)
    wanted = {_key(row): row for row in rows}
    for key, before in known.items():
        if before.demo and key not in joined and key not in wanted:
            session.delete(before)
    for key, row in wanted.items():
        _put(session, known.get(key), row, is_joined=key in joined)
    session.flush()


def demo_purchases_of(session: Any, merchant: str) -> list[Purchase]:
    """Return a merchant's demo purchases in the order of its file; never a real record."""
    query = select(Purchase).where(LEDGER.c.merchant == merchant, LEDGER.c.demo)
    return list(session.execute(query.order_by(LEDGER.c.id)).scalars())


def _put(session: Any, before: Purchase | None, row: Purchase, *, is_joined: bool) -> None:
    row.demo = True
    if before is None:
        session.add(row)
    elif before.demo and not is_joined:
        replace_purchase(before, row)


def _key(purchase: Purchase) -> Key:
    return purchase.merchant, purchase.transaction_key


def _known(session: Any) -> dict[Key, Purchase]:
    return {_key(purchase): purchase for purchase in session.execute(select(Purchase)).scalars()}


def _joined(session: Any) -> set[Key]:
    """Return the purchases that a customer proved to be theirs in some case."""
    query = (
        select(CASES.c.merchant, CASE_FACTS.c.value)
        .join(CASE_FACTS, CASE_FACTS.c.case_id == CASES.c.id)
        .where(CASES.c.proved, CASE_FACTS.c.name == "transaction_id")
    )
    return {
        (merchant, transaction_key(value))
        for merchant, value in session.execute(query)
        if isinstance(value, str)
    }
