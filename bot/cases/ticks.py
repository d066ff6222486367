"""The ticks of words on WhatsApp: what its statuses tell, in whatever order they come.

A tick never goes back: "sent" after "read" changes nothing. A status also settles a sending that
was in doubt, since it proves that the words had arrived there.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import select

from bot.cases.case import Delivery
from bot.cases.tables import DELIVERIES

Tick = Literal["sent", "delivered", "read", "failed"]


def tick(  # noqa: PLR0917 -- One status: none of it can be left out.
    session: Any, ids: Sequence[int], channel_message_id: str, what: Tick, at: datetime, error: str
) -> list[Delivery]:
    """Note a status on its words; return those that it tells to have failed just now.

    Args:
        session: one that writes.
        ids: the deliveries that it names itself, if any.
        channel_message_id: what WhatsApp calls the message.
        what: what became of it.
        at: when.
        error: of a failed one, the code of WhatsApp's reason; else empty.
    """
    failed = []
    for delivery in _named(session, ids, channel_message_id):
        delivery.channel_message_id = channel_message_id
        if what == "failed":
            failed += _fail(delivery, error)
        else:
            _advance(delivery, what, at)
    session.flush()
    return failed


def _named(session: Any, ids: Sequence[int], channel_message_id: str) -> list[Delivery]:
    query = select(Delivery).where(DELIVERIES.c.channel == "whatsapp")
    by_id = query.where(DELIVERIES.c.channel_message_id == channel_message_id)
    found = list(session.execute(by_id).scalars())
    if found or not ids:
        return found
    # The answer to the sending was lost, or is still on its way.
    unnamed = query.where(DELIVERIES.c.id.in_(list(ids)), DELIVERIES.c.channel_message_id.is_(None))
    return list(session.execute(unnamed).scalars())


def _advance(delivery: Delivery, what: Tick, at: datetime) -> None:
    if delivery.state == "failed" and what == "sent":
        return
    delivery.state, delivery.error, delivery.not_before = "sent", None, None
    if what in ("delivered", "read") and delivery.delivered_at is None:
        delivery.delivered_at = at
    if what == "read" and delivery.read_at is None:
        delivery.read_at = at


def _fail(delivery: Delivery, error: str) -> list[Delivery]:
    """What was delivered has not failed, whatever comes later."""
    if delivery.delivered_at is not None or delivery.state == "failed":
        return []
    delivery.state, delivery.error, delivery.not_before = "failed", error, None
    return [delivery]
