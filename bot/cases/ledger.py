"""The merchants' billing records in the database: stored, and found by transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import select

from bot.cases.database import one_at_a_time
from bot.cases.purchase import Purchase, email_key, phone_key, transaction_key
from bot.cases.tables import LEDGER
from bot.errors import BadInput

#: How many rows are looked up at once; SQLite takes some thousand parameters at most.
_CHUNK = 500


@dataclass(frozen=True)
class Imported:
    """How many purchases were new, and how many took the place of what was known of them."""

    added: int
    replaced: int


def import_ledger(session: Any, rows: Sequence[Purchase]) -> Imported:
    """Store purchases; what was known of the same purchase is replaced.

    Raises:
        BadInput: a row would take the place of another purchase whose ID reads alike, or of
            another account's. Names every such row, one a line; nothing is stored.
    """
    one_at_a_time(session.connection(), "ledger")
    _refuse_others(session, rows)
    added = replaced = 0
    for chunk in _chunks(rows):
        known = _known(session, chunk)
        for row in chunk:
            before = known.get((row.merchant, row.transaction_key))
            if before is None:
                session.add(row)
                added += 1
            else:
                replace_purchase(before, row)
                replaced += 1
        session.flush()
    return Imported(added, replaced)


def find_purchase(session: Any, merchant: str, transaction_id: str) -> Purchase | None:
    """Return the purchase, or None; case, spaces, dashes, and O or 0 do not matter."""
    query = select(Purchase).where(
        LEDGER.c.merchant == merchant,
        LEDGER.c.transaction_key == transaction_key(transaction_id),
    )
    purchase: Purchase | None = session.execute(query).scalar_one_or_none()
    return purchase


def purchases_of(session: Any, merchant: str, email: str) -> list[Purchase]:
    """Return all purchases of an account, newest first. Only for who proved to own it."""
    query = (
        select(Purchase)
        .where(LEDGER.c.merchant == merchant, LEDGER.c.email_key == email_key(email))
        .order_by(LEDGER.c.purchased_at.desc(), LEDGER.c.id)
    )
    return list(session.execute(query).scalars())


def account_of_number(session: Any, merchant: str, phone: str) -> str | None:
    """Return the email of the one account that has this phone number; None where two have it.

    Args:
        session: any.
        merchant: the company whose account it is.
        phone: in E.164 form; a number that WhatsApp named has been proved by it.
    """
    key = phone_key(phone)
    if key is None:
        return None
    query = select(LEDGER.c.email_key, LEDGER.c.account_email).where(
        LEDGER.c.merchant == merchant, LEDGER.c.account_phone == key
    )
    accounts = {row.email_key: row.account_email for row in session.execute(query)}
    return next(iter(accounts.values())) if len(accounts) == 1 else None


def replace_purchase(before: Purchase, row: Purchase) -> None:
    """Let what is stored of a purchase say what `row` says."""
    before.transaction_id, before.account_email = row.transaction_id, row.account_email
    before.email_key, before.purchased_at = row.email_key, row.purchased_at
    before.record, before.demo = row.record, row.demo
    before.account_phone = row.account_phone


def _refuse_others(session: Any, rows: Sequence[Purchase]) -> None:
    faults = []
    for chunk in _chunks(rows):
        known = _known(session, chunk)
        for row in chunk:
            before = known.get((row.merchant, row.transaction_key))
            # The demo's purchases are nobody's.
            if before is not None and not before.demo and not before.is_of(row):
                faults.append(_other_stored(row, before))
    if faults:
        raise BadInput("\n".join(faults))


def _other_stored(row: Purchase, before: Purchase) -> str:
    where = f"Line {row.line}: " if row.line is not None else ""
    return (
        f"{where}{row.in_words()} would take the place of {before.in_words()}, which is stored. "
        "Write the ID and the email that are stored, or leave the row out."
    )


def _known(session: Any, rows: Iterable[Purchase]) -> dict[tuple[str, str], Purchase]:
    keys = {row.transaction_key for row in rows}
    query = select(Purchase).where(LEDGER.c.transaction_key.in_(keys))
    return {(p.merchant, p.transaction_key): p for p in session.execute(query).scalars()}


def _chunks(rows: Sequence[Purchase]) -> Iterator[list[Purchase]]:
    remaining = iter(rows)
    while chunk := list(islice(remaining, _CHUNK)):
        yield chunk
