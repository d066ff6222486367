"""Words on their way to customers; the process that owns a door takes and delivers them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from bot.cases.case import Delivery, DeliveryState, Message
from bot.cases.tables import DELIVERIES, MESSAGES


def take_pending(session: Any, channel: str, address: str) -> list[tuple[Delivery, Message]]:
    """Take the words that wait for somebody, in order, and mark them `sending`.

    Nobody else gets them after this; whoever took them marks what became of them.
    """
    query = (
        select(Delivery, Message)
        .join(Message, MESSAGES.c.id == DELIVERIES.c.message_id)
        .where(DELIVERIES.c.channel == channel, DELIVERIES.c.address == address)
        .where(DELIVERIES.c.state == "pending")
        .order_by(DELIVERIES.c.id)
        .with_for_update(of=Delivery, skip_locked=True)
    )
    taken = [(row.Delivery, row.Message) for row in session.execute(query)]
    for delivery, _ in taken:
        delivery.state = "sending"
        delivery.attempts += 1
    session.flush()
    return taken


def whom_words_wait_for(session: Any, channel: str, addresses: Collection[str]) -> list[str]:
    """Return those of these addresses for whom words wait."""
    query = select(DELIVERIES.c.address).where(
        DELIVERIES.c.channel == channel,
        DELIVERIES.c.state == "pending",
        DELIVERIES.c.address.in_(addresses),
    )
    return list(session.execute(query.distinct()).scalars())


def mark_deliveries(session: Any, ids: Sequence[int], state: DeliveryState, at: datetime) -> None:
    """Note what became of deliveries; `pending` lets them be taken again."""
    session.execute(
        update(Delivery)
        .where(DELIVERIES.c.id.in_(list(ids)))
        .values(state=state, at=at)
        .execution_options(synchronize_session=False)
    )


def settle_interrupted(session: Any, channel: str, state: DeliveryState = "uncertain") -> int:
    """Settle what a process that died had begun to send; return how many words that were.

    They may have arrived, so they are `uncertain`: a status message or staff settle it, not
    sending them twice. Where what comes twice is shown once, the caller may have them `pending`
    again. Only the process that owns the channel may ask this, at its start.
    """
    done = session.execute(
        update(Delivery)
        .where(DELIVERIES.c.channel == channel, DELIVERIES.c.state == "sending")
        .values(state=state)
        .execution_options(synchronize_session=False)
    )
    return int(done.rowcount)
