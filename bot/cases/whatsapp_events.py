"""What WhatsApp reported, stored before anybody looks at it, and once.

The webhook must be answered at once, whatever is in it, so it costs one insert: reading it comes
later, from this table. An event is known by a digest of its id, because WhatsApp's ids contain
the customer's number; its payload goes when its work is done. What is left lets a repeat be
known for as long as WhatsApp repeats.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.cases.whatsapp_tables import WHATSAPP_INBOUND

EventKind = Literal["message", "status"]
#: `faulty`: its work raised; the payload stays for whoever looks into it.
EventState = Literal["received", "done", "faulty"]
#: WhatsApp repeats what was not taken for up to 7 days.
REMEMBERED = timedelta(days=14)
#: How often the work of one event may raise before it is left.
TRIES = 3

_COLUMNS = WHATSAPP_INBOUND.c


@dataclass(frozen=True)
class Event:
    """One message or status, as WhatsApp reported it to one of our numbers.

    `key` tells a repeat: the message's id, or the id and what became of it. `payload` is
    `{"message" | "status": {…}, "contact": {…} | null}`.
    """

    key: str
    number_id: str
    kind: EventKind
    payload: dict[str, Any]
    at: datetime
    id: int | None = None


def store_events(session: Any, events: Sequence[Event]) -> int:
    """Store events; those that are known already change nothing. Return how many were new."""
    if not events:
        return 0
    dialect = session.connection().dialect.name
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    rows = {_digest(event): event for event in events}
    known = select(_COLUMNS.digest).where(_COLUMNS.digest.in_(list(rows)))
    new = rows.keys() - set(session.execute(known).scalars())
    values = [_row(digest, event) for digest, event in rows.items() if digest in new]
    if values:
        # Another process may have stored the same a moment ago.
        session.execute(insert(WHATSAPP_INBOUND).on_conflict_do_nothing(), values)
    return len(values)


def events_to_do(session: Any, most: int) -> list[int]:
    """Return the ids of the events whose work is not done, in the order in which they came."""
    query = select(_COLUMNS.id).where(_COLUMNS.state == "received")
    return list(session.execute(query.order_by(_COLUMNS.id).limit(most)).scalars())


def take_event(session: Any, event_id: int) -> Event | None:
    """Mark an event as done and return it; None where another process has it, or had it.

    What is done about it belongs into the same transaction: if that fails, it is not done.
    """
    row = session.execute(
        select(WHATSAPP_INBOUND)
        .where(_COLUMNS.id == event_id, _COLUMNS.state == "received")
        .with_for_update(skip_locked=True)
    ).one_or_none()
    if row is None:
        return None
    _change(session, event_id, state="done", payload=None)
    return Event("", row.number_id, row.kind, row.payload, row.at, row.id)


def leave_event(session: Any, event_id: int) -> None:
    """Leave an event whose work raises again and again; its payload stays."""
    _change(session, event_id, state="faulty")


def forget_events(session: Any, now: datetime) -> int:
    """Forget the events that WhatsApp will not repeat any more; return how many."""
    old = (_COLUMNS.at < now - REMEMBERED) & (_COLUMNS.state == "done")
    return int(session.execute(delete(WHATSAPP_INBOUND).where(old)).rowcount)


def _change(session: Any, event_id: int, **values: Any) -> None:
    session.execute(update(WHATSAPP_INBOUND).where(_COLUMNS.id == event_id).values(**values))


def _row(digest: str, event: Event) -> dict[str, Any]:
    return {
        "digest": digest,
        "number_id": event.number_id,
        "kind": event.kind,
        "payload": event.payload,
        "at": event.at,
        "state": "received",
    }


def _digest(event: Event) -> str:
    text = f"{event.kind}\0{event.number_id}\0{event.key}"
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
