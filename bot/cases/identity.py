"""Proof of who a customer is: the right pair of account email and transaction ID, in few tries.

No answer tells which half was wrong, nor whether a right pair came after too many tries.

What counts is a wrong pair, since only that is a guess: a customer who comes back with the right
pair is none. There are two limits, because there are two ways to guess.

- One sender may give `TRIES` wrong pairs an hour, whatever they are about.
- Senders are cheap to make, so all of them together may try `TRIES_OF_ALL` wrong pairs an hour
  with one email, and as many with one transaction. So whoever has any number of senders guesses
  10 times an hour, 240 times a day, at the transaction of an email that they know, and as often
  at the email of a transaction that they know; for each email or transaction more that they
  know, 10 more. The same wrong pair from several senders is one guess.

Either limit could lock the right customer out, so neither holds for a sender who proved that very
pair before and whose case still stands on it: the answer tells them nothing new. A customer who
never proved the pair cannot be told from a guesser with a new sender: during such an attack they
go on unproved, and the company settles it.
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, insert, select

from bot.cases.case import Case
from bot.cases.database import one_at_a_time
from bot.cases.join_case import where_it_went_on
from bot.cases.ledger import find_purchase
from bot.cases.purchase import Purchase, email_key, transaction_key
from bot.cases.tables import CASE_FACTS, CASES, IDENTITY_TRIES

#: Wrong pairs of one sender within the hour.
TRIES = 5
#: Different wrong pairs of all senders with one email, or with one transaction, within the hour.
TRIES_OF_ALL = 10
WITHIN = timedelta(hours=1)

_COLUMNS = IDENTITY_TRIES.c


def prove(  # noqa: PLR0917 -- Who, what, where and when: none can be left out.
    session: Any, merchant: str, email: str, transaction_id: str, sender: str, at: datetime
) -> Purchase | None:
    """Return the purchase of the pair, or None; a wrong pair counts as a try.

    The same wrong pair of the same sender counts once, so that a turn can be repeated.

    Args:
        session: one that writes.
        merchant: whose ledger to look into.
        email: as the customer wrote it; case and blanks around it do not matter.
        transaction_id: as the customer wrote it.
        sender: who asks, with the channel before the first colon ("rest:ana").
        at: now.
    """
    one_at_a_time(session.connection(), "identity")
    session.execute(delete(IDENTITY_TRIES).where(_COLUMNS.at <= at - WITHIN))
    purchase = _of_pair(session, merchant, email, transaction_id)
    if purchase is not None and _proved_before(session, purchase, sender):
        return purchase
    tried = _digests(merchant, email, transaction_id, sender)
    is_repeated = _is_repeated(session, tried)
    if not is_repeated and _too_many(session, tried):
        return None
    if purchase is None and not is_repeated:
        session.execute(insert(IDENTITY_TRIES).values(at=at, **tried))
    return purchase


def look_up_reference(session: Any, ref: str, sender: str, at: datetime) -> Case | None:
    """Return the case of a reference, or None; a wrong one counts as a try, as a wrong pair does.

    A reference cannot be guessed, so whoever has it may be told how the case stands, and no more.
    After too many tries a right one is not found either. One that joined another case leads there.

    Args:
        session: one that writes.
        ref: as `references_in` reads it.
        sender: who asks, with the channel before the first colon.
        at: now.
    """
    one_at_a_time(session.connection(), "identity")
    session.execute(delete(IDENTITY_TRIES).where(_COLUMNS.at <= at - WITHIN))
    found = session.execute(select(Case).where(CASES.c.ref == ref)).scalar_one_or_none()
    digest = _digest("reference", ref)
    tried = {
        "sender_digest": _digest("sender", sender),
        "email_digest": digest,
        "purchase_digest": digest,
    }
    is_repeated = _is_repeated(session, tried)
    if not is_repeated and _too_many(session, tried):
        return None
    if found is None and not is_repeated:
        session.execute(insert(IDENTITY_TRIES).values(at=at, **tried))
    return None if found is None else where_it_went_on(session, found)


def _of_pair(session: Any, merchant: str, email: str, transaction_id: str) -> Purchase | None:
    purchase = find_purchase(session, merchant, transaction_id)
    expected = purchase.email_key if purchase is not None else ""
    is_right = hmac.compare_digest(expected.encode(), email_key(email).encode())
    return purchase if is_right else None


def _proved_before(session: Any, purchase: Purchase, sender: str) -> bool:
    """Tell whether a case of the sender stands on this pair; an erased one forgets it."""
    channel, _, address = sender.partition(":")
    query = (
        select(CASES.c.id, CASE_FACTS.c.name, CASE_FACTS.c.value)
        .join(CASE_FACTS, CASE_FACTS.c.case_id == CASES.c.id)
        .where(CASES.c.channel == channel, CASES.c.sender == address)
        .where(CASES.c.merchant == purchase.merchant, CASES.c.proved)
        .where(CASE_FACTS.c.source == "record")
        .where(CASE_FACTS.c.name.in_(("account_email", "transaction_id")))
    )
    pairs: dict[int, dict[str, str]] = {}
    for case_id, name, value in session.execute(query):
        pairs.setdefault(case_id, {})[name] = str(value)
    return any(
        email_key(pair.get("account_email", "")) == purchase.email_key
        and transaction_key(pair.get("transaction_id", "")) == purchase.transaction_key
        for pair in pairs.values()
    )


def _is_repeated(session: Any, tried: dict[str, str]) -> bool:
    same = [_COLUMNS[name] == digest for name, digest in tried.items()]
    return session.execute(select(_COLUMNS.id).where(*same)).first() is not None


def _too_many(session: Any, tried: dict[str, str]) -> bool:
    """Tell whether the sender, or all who tried this email or transaction, guessed too often."""
    by_sender = _count(session, func.count(), "sender_digest", tried)
    of_email = func.count(_COLUMNS.purchase_digest.distinct())
    of_purchase = func.count(_COLUMNS.email_digest.distinct())
    by_all = max(
        _count(session, of_email, "email_digest", tried),
        _count(session, of_purchase, "purchase_digest", tried),
    )
    return by_sender >= TRIES or by_all >= TRIES_OF_ALL


def _count(session: Any, what: Any, name: str, tried: dict[str, str]) -> int:
    query = select(what).where(_COLUMNS[name] == tried[name])
    return int(session.execute(query).scalar_one())


def _digests(merchant: str, email: str, transaction_id: str, sender: str) -> dict[str, str]:
    return {
        "sender_digest": _digest("sender", sender),
        "email_digest": _digest("email", merchant, email_key(email)),
        "purchase_digest": _digest("purchase", merchant, transaction_key(transaction_id)),
    }


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
