"""A conversation as staff read it: each message, and what became of it on its way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from bot.cases.case import Case, DeliveryState, Message
from bot.cases.tables import CHAT_SESSIONS, DELIVERIES, MESSAGES


@dataclass(frozen=True)
class SentMessage:
    """One message; `state` is None for a customer's own, which went nowhere.

    `is_seen` is told by chats on websites alone: the customer had it on screen. WhatsApp alone
    tells `is_delivered` and `is_read`. `error` says in the channel's code why it failed.
    """

    message: Message
    state: DeliveryState | None
    is_seen: bool = False
    is_delivered: bool = False
    is_read: bool = False
    error: str | None = None


def transcript_of(session: Any, case: Case) -> list[SentMessage]:
    """Return everything of a case, oldest first, also the words that were kept back."""
    delivery = (
        select(DELIVERIES.c.message_id, func.max(DELIVERIES.c.id).label("id"))
        .join(MESSAGES, MESSAGES.c.id == DELIVERIES.c.message_id)
        .where(MESSAGES.c.case_id == case.id)
        .group_by(DELIVERIES.c.message_id)
        .subquery()
    )
    query = (
        select(
            Message,
            DELIVERIES.c.state,
            CHAT_SESSIONS.c.seen_id,
            DELIVERIES.c.delivered_at,
            DELIVERIES.c.read_at,
            DELIVERIES.c.error,
        )
        .outerjoin(delivery, delivery.c.message_id == MESSAGES.c.id)
        .outerjoin(DELIVERIES, DELIVERIES.c.id == delivery.c.id)
        .outerjoin(CHAT_SESSIONS, CHAT_SESSIONS.c.id == DELIVERIES.c.address)
        .where(MESSAGES.c.case_id == case.id)
        .order_by(MESSAGES.c.id)
    )
    return [
        SentMessage(
            row.Message,
            row.state,
            is_seen=row.Message.id <= (row.seen_id or 0),
            is_delivered=row.delivered_at is not None,
            is_read=row.read_at is not None,
            error=row.error,
        )
        for row in session.execute(query)
    ]
