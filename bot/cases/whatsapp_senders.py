"""Who writes to us on WhatsApp: one customer, whichever of their ids a message brings.

WhatsApp names a customer by a business-scoped `user_id`, by the phone number (`wa_id`), or by
both; since usernames exist the number may be missing, and before April 2026 the `user_id` was. The
first id that is known becomes the `sender` of the customer's messages and stays it. Where two
turn out to be one customer, what was kept under the one goes to the other.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, insert, or_, select, update

from bot.cases.case import Case
from bot.cases.database import one_at_a_time
from bot.cases.tables import CASES, DELIVERIES, MESSAGES
from bot.cases.whatsapp_tables import WHATSAPP_SENDERS

CHANNEL = "whatsapp"
#: How long after the customer's last message WhatsApp takes free words.
WINDOW = timedelta(hours=24)

_COLUMNS = WHATSAPP_SENDERS.c


@dataclass(frozen=True)
class Ids:
    """What a message says of who wrote it; at least one of the two is there."""

    user_id: str | None
    wa_id: str | None


@dataclass(frozen=True)
class Reachable:
    """Where a customer is written to: from which number, and by which id of theirs."""

    number_id: str
    ids: Ids
    window_closes_at: datetime


def sender_of(session: Any, number_id: str, ids: Ids, at: datetime) -> str:
    """Return the `sender` of who wrote, noting that they wrote now; join what proves to be one.

    Args:
        session: one that writes.
        number_id: which of our numbers they wrote to.
        ids: as the message names them.
        at: when they wrote.
    """
    sender = _known(session, ids) or ids.user_id or ids.wa_id or ""
    _note(session, number_id, sender, ids, at)
    return sender


def change_ids(session: Any, before: Ids, after: Ids) -> None:
    """Note that a customer has another number, or another user id, from now on."""
    for sender in _matching(session, before):
        values = {name: value for name, value in vars(after).items() if value}
        session.execute(update(WHATSAPP_SENDERS).where(_COLUMNS.sender == sender).values(**values))


def reach(session: Any, sender: str, numbers: Collection[str]) -> Reachable | None:
    """Return how to write to a customer; None where they never wrote to any of these numbers.

    Of several numbers it is the one that they wrote to last.
    """
    query = select(WHATSAPP_SENDERS).where(
        _COLUMNS.sender == sender, _COLUMNS.number_id.in_(list(numbers))
    )
    row = session.execute(query.order_by(_COLUMNS.written_at.desc()).limit(1)).one_or_none()
    if row is None:
        return None
    return Reachable(row.number_id, Ids(row.user_id, row.wa_id), row.written_at + WINDOW)


def window_closes_at(session: Any, sender: str) -> datetime | None:
    """Return until when free words reach a customer on WhatsApp; None for who never wrote there."""
    query = select(func.max(_COLUMNS.written_at)).where(_COLUMNS.sender == sender)
    written_at = session.execute(query).scalar_one_or_none()
    return None if written_at is None else written_at + WINDOW


def forget_sender(session: Any, sender: str) -> None:
    """Forget the ids of a customer of whom nothing is kept any more."""
    kept = select(MESSAGES.c.id).where(MESSAGES.c.channel == CHANNEL, MESSAGES.c.sender == sender)
    if session.execute(kept.limit(1)).first() is None:
        session.execute(delete(WHATSAPP_SENDERS).where(_COLUMNS.sender == sender))


def _known(session: Any, ids: Ids) -> str | None:
    """Return the sender of these ids; where the two have one each, the user id's stands."""
    for each in sorted(filter(None, (ids.user_id, ids.wa_id))):
        one_at_a_time(session.connection(), CHANNEL, each)
    senders = _matching(session, ids)
    for other in senders[1:]:
        _join(session, other, senders[0])
    return senders[0] if senders else None


def _matching(session: Any, ids: Ids) -> list[str]:
    """Return the senders that have one of these ids, those with the user id first."""
    found: dict[str, None] = {}
    for column, value in ((_COLUMNS.user_id, ids.user_id), (_COLUMNS.wa_id, ids.wa_id)):
        if value:
            query = select(_COLUMNS.sender).where(column == value).order_by(_COLUMNS.id)
            found.update(dict.fromkeys(session.execute(query).scalars()))
    return list(found)


def _note(session: Any, number_id: str, sender: str, ids: Ids, at: datetime) -> None:
    known = {name: value for name, value in vars(ids).items() if value}
    session.execute(update(WHATSAPP_SENDERS).where(_COLUMNS.sender == sender).values(**known))
    here = (_COLUMNS.sender == sender) & (_COLUMNS.number_id == number_id)
    if session.execute(select(_COLUMNS.id).where(here)).first() is None:
        values = {"number_id": number_id, "sender": sender, "written_at": at, **known}
        session.execute(insert(WHATSAPP_SENDERS).values(**values))
    else:
        # What comes late does not shorten the window.
        newer = here & (_COLUMNS.written_at < at)
        session.execute(update(WHATSAPP_SENDERS).where(newer).values(written_at=at))


def _join(session: Any, other: str, sender: str) -> None:
    """Let one customer be one sender: words, cases and deliveries of the other become theirs."""
    names = {"before": f"{CHANNEL}:{other}", "after": f"{CHANNEL}:{sender}"}
    is_other = (CASES.c.channel == CHANNEL) & (CASES.c.sender == other)
    written = select(MESSAGES.c.case_id).where(
        MESSAGES.c.channel == CHANNEL, MESSAGES.c.sender == other
    )
    for case in session.execute(
        select(Case).where(or_(is_other, CASES.c.id.in_(written)))
    ).scalars():
        _rename(case, other, sender, **names)
    session.flush()
    for table, column in ((MESSAGES, MESSAGES.c.sender), (DELIVERIES, DELIVERIES.c.address)):
        is_theirs = (table.c.channel == CHANNEL) & (column == other)
        session.execute(update(table).where(is_theirs).values({column.name: sender}))
    _join_rows(session, other, sender)


def _rename(case: Case, other: str, sender: str, *, before: str, after: str) -> None:
    """Whoever holds the case in memory is refused when storing it, and loads it again."""
    if case.channel == CHANNEL and case.sender == other:
        case.sender = sender
    voices = dict(case.voices)
    if before in voices:
        voices[after] = {**voices.pop(before), **voices.get(after, {})}
    case.voices = voices


def _join_rows(session: Any, other: str, sender: str) -> None:
    here = select(_COLUMNS.number_id).where(_COLUMNS.sender == sender)
    theirs = _COLUMNS.sender == other
    known = list(session.execute(here).scalars())
    session.execute(delete(WHATSAPP_SENDERS).where(theirs, _COLUMNS.number_id.in_(known)))
    session.execute(update(WHATSAPP_SENDERS).where(theirs).values(sender=sender))
