"""Proof of who a customer is: the right pair of account email and transaction ID, in few tries.

No answer tells which half was wrong, nor whether a right pair came after too many tries.
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, insert, select

from bot.cases.database import one_at_a_time
from bot.cases.ledger import find_purchase
from bot.cases.purchase import Purchase, email_key, transaction_key
from bot.cases.tables import IDENTITY_TRIES

TRIES = 5
WITHIN = timedelta(hours=1)

_COLUMNS = IDENTITY_TRIES.c


def prove(  # noqa: PLR0917 -- Who, what, where and when: none can be left out.
    session: Any, merchant: str, email: str, transaction_id: str, sender: str, at: datetime
) -> Purchase | None:
    """Return the purchase of the pair, or None; counts the try.

    Five different pairs are looked at within an hour for one sender, for one email and for one
    transaction. The same pair again counts once, so that a turn can be repeated.

    Args:
        session: one that writes.
        merchant: whose ledger to look into.
        email: as the customer wrote it; case and blanks around it do not matter.
        transaction_id: as the customer wrote it.
        sender: who asks, over all channels ("rest:ana").
        at: now.
    """
    one_at_a_time(session.connection(), "identity")
    session.execute(delete(IDENTITY_TRIES).where(_COLUMNS.at <= at - WITHIN))
    tried = _digests(merchant, email, transaction_id, sender)
    if not _counts(session, tried, at):
        return None
    purchase = find_purchase(session, merchant, transaction_id)
    expected = purchase.email_key if purchase is not None else ""
    is_right = hmac.compare_digest(expected.encode(), email_key(email).encode())
    return purchase if is_right else None


def _counts(session: Any, tried: dict[str, str], at: datetime) -> bool:
    """Note a try, and tell whether it is still one of the first."""
    same = [_COLUMNS[name] == digest for name, digest in tried.items()]
    if session.execute(select(_COLUMNS.id).where(*same)).first() is not None:
        return True
    most = max(_tries_of(session, name, digest) for name, digest in tried.items())
    if most >= TRIES:
        return False
    session.execute(insert(IDENTITY_TRIES).values(at=at, **tried))
    return True


def _tries_of(session: Any, name: str, digest: str) -> int:
    query = select(func.count()).where(_COLUMNS[name] == digest)
    return int(session.execute(query).scalar_one())


def _digests(merchant: str, email: str, transaction_id: str, sender: str) -> dict[str, str]:
    return {
        "sender_digest": _digest("sender", sender),
        "email_digest": _digest("email", merchant, email_key(email)),
        "purchase_digest": _digest("purchase", merchant, transaction_key(transaction_id)),
    }


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
