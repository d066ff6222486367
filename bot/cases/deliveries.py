"""Words on their way to customers; the process that owns a door takes and delivers them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select, update

from bot.cases.case import Delivery, DeliveryState, Message
from bot.cases.tables import DELIVERIES, MESSAGES


def take_pending(
    session: Any, channel: str, address: str, at: datetime | None = None
) -> list[tuple[Delivery, Message]]:
    """Take the words that wait for somebody, in order, and mark them `sending`.

    Nobody else gets them after this; whoever took them marks what became of them. Given the time,
    words that are put off hold back those that come after them.
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
    if at is not None and any(_is_put_off(delivery, at) for delivery, _ in taken):
        return []
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


def all_whom_words_wait_for(session: Any, channel: str, at: datetime, most: int) -> list[str]:
    """Return every address for whom words wait that are not put off, who waits longest first."""
    query = select(DELIVERIES.c.address, DELIVERIES.c.id).where(
        DELIVERIES.c.channel == channel,
        DELIVERIES.c.state == "pending",
        or_(DELIVERIES.c.not_before.is_(None), DELIVERIES.c.not_before <= at),
    )
    rows = session.execute(query.order_by(DELIVERIES.c.id).limit(most))
    return list(dict.fromkeys(row.address for row in rows))


def mark_deliveries(session: Any, ids: Sequence[int], state: DeliveryState, at: datetime) -> None:
    """Note what became of deliveries; `pending` lets them be taken again."""
    _change(session, ids, state=state, at=at)


def mark_taken(session: Any, ids: Sequence[int], channel_message_id: str, at: datetime) -> None:
    """Note that the channel took words, and what it calls them; a status may have come first."""
    _change(session, ids, channel_message_id=channel_message_id)
    _settle(session, ids, state="sent", at=at, error=None, not_before=None)


def mark_in_doubt(session: Any, ids: Sequence[int], error: str, at: datetime) -> None:
    """Note that nobody knows whether the channel took words."""
    _settle(session, ids, state="uncertain", at=at, error=error, not_before=None)


def mark_refused(session: Any, ids: Sequence[int], error: str, at: datetime) -> None:
    """Note that the channel refused words for good."""
    _settle(session, ids, state="failed", at=at, error=error, not_before=None)


def put_off(
    session: Any, ids: Sequence[int], error: str, not_before: datetime, at: datetime
) -> None:
    """Let words be taken again later."""
    _settle(session, ids, state="pending", at=at, error=error, not_before=not_before)


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


def _is_put_off(delivery: Delivery, at: datetime) -> bool:
    return delivery.not_before is not None and delivery.not_before > at


def _settle(session: Any, ids: Sequence[int], **values: Any) -> None:
    """Change what is still being sent; what was settled meanwhile stays as it is."""
    _change(session, ids, DELIVERIES.c.state == "sending", **values)


def _change(session: Any, ids: Sequence[int], *which: Any, **values: Any) -> None:
    session.execute(
        update(Delivery)
        .where(DELIVERIES.c.id.in_(list(ids)), *which)
        .values(**values)
        .execution_options(synchronize_session=False)
    )
