"""What cases know of money that was paid back, and the billing records not yet."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy import select

from bot.cases.case import Case
from bot.cases.purchase import Purchase
from bot.cases.reopen import PAID_BACK
from bot.cases.tables import CASES
from bot.values.json_value import JsonValue

_AMOUNT, _AT = "refunded_amount", "refunded_at"


def with_paid_back(session: Any, purchase: Purchase) -> Purchase:
    """Return a purchase whose record also says what staff have noted as paid back for it.

    Records are imported from time to time, so a case may know it first. Nothing is ever decided to
    be paid twice, so the larger of the two amounts counts.
    """
    query = select(Case).where(
        CASES.c.merchant == purchase.merchant,
        CASES.c.purchase_key == purchase.transaction_key,
        CASES.c.status.in_(PAID_BACK),
    )
    noted = [case.record() for case in session.execute(query).scalars()]
    known = max((purchase.record, *noted), key=_amount)
    paid_back = {name: known[name] for name in (_AMOUNT, _AT) if name in known}
    return Purchase(
        purchase.merchant,
        purchase.transaction_id,
        purchase.account_email,
        purchase.purchased_at,
        {**purchase.record, **paid_back},
    )


def _amount(record: dict[str, JsonValue]) -> Decimal:
    return Decimal(str(record.get(_AMOUNT) or 0))
