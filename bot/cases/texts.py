"""What was said: a customer's earlier messages in a case, a conversation over all its cases."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from bot.cases.case import Message
from bot.cases.tables import CASES, MESSAGES

#: How many of the bot's messages are looked through for words that would be repeated.
REMEMBERED = 60


def earlier_messages(session: Any, message: Message) -> list[Message]:
    """Return the customer's messages of the case before this one, oldest first."""
    query = select(Message).where(
        MESSAGES.c.case_id == message.case_id,
        MESSAGES.c.id < message.id,
        MESSAGES.c.author == "customer",
    )
    return list(session.execute(query.order_by(MESSAGES.c.id)).scalars())


def said_before(session: Any, case_id: int) -> set[str]:
    """Return the bot's latest texts in a case, as many as somebody may still remember."""
    query = (
        select(MESSAGES.c.text)
        .where(MESSAGES.c.case_id == case_id, MESSAGES.c.author == "bot")
        .order_by(MESSAGES.c.id.desc())
        .limit(REMEMBERED)
    )
    return set(session.execute(query).scalars())


def conversation_of(session: Any, channel: str, sender: str) -> list[Message]:
    """Return all that was said with somebody on a channel, oldest first; unsent words were not."""
    query = (
        select(Message)
        .join(CASES, CASES.c.id == MESSAGES.c.case_id)
        .where(CASES.c.channel == channel, CASES.c.sender == sender)
        .where(MESSAGES.c.state != "unsent")
    )
    return list(session.execute(query.order_by(MESSAGES.c.id)).scalars())


def older_unanswered(session: Any, message: Message) -> list[int]:
    """Return the ids of the customer's earlier messages of the case that wait for an answer."""
    earlier = earlier_messages(session, message)
    return [one.id for one in earlier if one.id is not None and one.state == "received"]
