"""Words on their way to customers; the process that owns a door takes and delivers them."""

from __future__ import annotations

from collections.abc import Sequence
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


def mark_deliveries(session: Any, ids: Sequence[int], state: DeliveryState, at: datetime) -> None:
    """Note what became of deliveries; `pending` lets them be taken again."""
    session.execute(
        update(Delivery)
        .where(DELIVERIES.c.id.in_(list(ids)))
        .values(state=state, at=at)
        .execution_options(synchronize_session=False)
    )


def settle_interrupted(session: Any, channel: str) -> int:
    """Call `uncertain` what a process that died had begun to send; return how many.

    It may have arrived: a status message or staff settle it, not sending it twice. Only the
    process that owns the channel may ask this, at its start.
    """
    done = session.execute(
        update(Delivery)
        .where(DELIVERIES.c.channel == channel, DELIVERIES.c.state == "sending")
        .values(state="uncertain")
        .execution_options(synchronize_session=False)
    )
    return int(done.rowcount)
