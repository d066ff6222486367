"""What was said: a customer's earlier messages in a case, a conversation over all its cases."""

from __future__ import annotations

from typing import Any

from sqlalchemy import and_, or_, select

from bot.cases.case import Message
from bot.cases.tables import DELIVERIES, MESSAGES

#: How many of the bot's messages are looked through for words that would be repeated.
REMEMBERED = 60


def earlier_messages(session: Any, message: Message) -> list[Message]:
    """Return the messages that its sender wrote in the case before this one, oldest first."""
    query = select(Message).where(
        MESSAGES.c.case_id == message.case_id,
        MESSAGES.c.id < message.id,
        MESSAGES.c.author == "customer",
        MESSAGES.c.channel == message.channel,
        MESSAGES.c.sender == message.sender,
    )
    return list(session.execute(query.order_by(MESSAGES.c.id)).scalars())


def said_before(session: Any, message: Message) -> set[str]:
    """Return the bot's latest texts to its sender in the case, as many as one may still remember.

    What others in the case were told they have never heard.
    """
    query = (
        select(MESSAGES.c.text)
        .join(DELIVERIES, DELIVERIES.c.message_id == MESSAGES.c.id)
        .where(MESSAGES.c.case_id == message.case_id, MESSAGES.c.author == "bot")
        .where(DELIVERIES.c.channel == message.channel, DELIVERIES.c.address == message.sender)
        .order_by(MESSAGES.c.id.desc())
        .limit(REMEMBERED)
    )
    return set(session.execute(query).scalars())


def conversation_of(
    session: Any, channel: str, sender: str, *, before: int | None = None, last: int | None = None
) -> list[Message]:
    """Return what was said with somebody on a channel, oldest first; unsent words were not.

    What others wrote or read in the same case is not among it.

    Args:
        session: any.
        channel: the channel.
        sender: whom it knows.
        before: only what has a smaller id than this message.
        last: at most so many messages, the newest of them.
    """
    is_written = and_(MESSAGES.c.channel == channel, MESSAGES.c.sender == sender)
    given = select(DELIVERIES.c.message_id).where(
        DELIVERIES.c.channel == channel, DELIVERIES.c.address == sender
    )
    query = (
        select(Message)
        .where(or_(is_written, MESSAGES.c.id.in_(given)))
        .where(MESSAGES.c.state != "unsent")
    )
    if before is not None:
        query = query.where(MESSAGES.c.id < before)
    newest_first = session.execute(query.order_by(MESSAGES.c.id.desc()).limit(last)).scalars()
    return list(newest_first)[::-1]


def last_buttons(session: Any, channel: str, sender: str) -> list[dict[str, Any]]:
    """Return the buttons of the last words to somebody on a channel: of all that came together."""
    query = (
        select(MESSAGES.c.buttons, MESSAGES.c.in_reply_to)
        .join(DELIVERIES, DELIVERIES.c.message_id == MESSAGES.c.id)
        .where(DELIVERIES.c.channel == channel, DELIVERIES.c.address == sender)
        .where(MESSAGES.c.state != "unsent")
    )
    return buttons_together(session, query)


def buttons_together(session: Any, query: Any) -> list[dict[str, Any]]:
    """Return the buttons of the last of these words, and of those that answer the same message.

    Args:
        session: any.
        query: selects `buttons` and `in_reply_to` of messages.
    """
    last = session.execute(query.order_by(MESSAGES.c.id.desc()).limit(1)).first()
    if last is None or last.in_reply_to is None:
        return list(last.buttons or []) if last else []
    together = query.where(MESSAGES.c.in_reply_to == last.in_reply_to).order_by(MESSAGES.c.id)
    return [button for row in session.execute(together) for button in row.buttons or []]


def older_unanswered(session: Any, message: Message) -> list[int]:
    """Return the ids of its sender's earlier messages of the case that wait for an answer."""
    earlier = earlier_messages(session, message)
    return [one.id for one in earlier if one.id is not None and one.state == "received"]
