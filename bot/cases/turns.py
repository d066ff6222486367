"""A turn of the conversation: one customer's message, what it changed, what was answered.

Everything of a turn is stored in one transaction, once; nothing of it is while that fails.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from bot.cases.case import Case, HistoryEntry, Message
from bot.cases.steps import Address, Said, reply, send, store_case
from bot.cases.tables import DELIVERIES, MESSAGES
from bot.cases.texts import buttons_together
from bot.cases.voices import speak_as
from bot.errors import CaseChanged


@dataclass(frozen=True)
class LoadedTurn:
    """What a turn works on; it can be used after its session is closed.

    `message.state` tells whether somebody else has answered already. `is_first`: no other message
    of its sender came before in this case. `buttons`: what the last words to its sender offer.
    """

    case: Case
    message: Message
    is_first: bool
    buttons: list[dict[str, Any]]


def load_turn(session: Any, message_id: int) -> LoadedTurn:
    """Load a message and its case with facts and emails; its sender is the one who speaks."""
    message = session.get(Message, message_id)
    case = session.get(Case, message.case_id)
    turn = LoadedTurn(case, message, _is_first(session, message), _offered(session, message))
    # What is changed from here on is stored when the turn is, by another session.
    session.expunge_all()
    address = _sender_of(case, message)
    speak_as(case, address.channel, address.sender)
    return turn


def commit_turn(
    session: Any, case: Case, message: Message, said: Sequence[Said], at: datetime
) -> list[Message]:
    """Store a turn: the case, the bot's answer on its way, the message as processed.

    Returns:
        The bot's messages.

    Raises:
        CaseChanged: somebody else stored the case or answered the message first; nothing of this
            turn is kept. Load again and repeat.
    """
    store_case(session, case, at)
    _settle(session, message)
    return send(session, reply(case, message, said, at), _sender_of(case, message), at)


def record_unsent(session: Any, message_id: int, said: Sequence[Said], at: datetime) -> None:
    """Keep what the bot would have said, had nobody taken over meanwhile, where staff see it.

    A message that is answered already is left as it is.
    """
    message = session.get(Message, message_id)
    if message.state != "received":
        return
    case = session.get(Case, message.case_id)
    if said:
        withheld = {"said": [one.text for one in said]}
        case.history.append(HistoryEntry(at, "bot", "withheld", withheld))
    store_case(session, case, at)
    _settle(session, message)
    words = reply(case, message, said, at, state="unsent")
    send(session, words, _sender_of(case, message), at, state="withheld")


def _settle(session: Any, message: Message) -> None:
    """Mark a message as processed, if nobody else did; its text may have become a button's."""
    done = session.execute(
        update(Message)
        .where(MESSAGES.c.id == message.id, MESSAGES.c.state == "received")
        .values(state="processed", text=message.text)
        .execution_options(synchronize_session=False)
    )
    if done.rowcount != 1:
        raise CaseChanged(f"Message {message.id} is answered already. Nothing is left to do.")


def _sender_of(case: Case, message: Message) -> Address:
    return Address(message.channel or case.channel, message.sender or case.sender)


def _is_first(session: Any, message: Message) -> bool:
    query = select(MESSAGES.c.id).where(
        MESSAGES.c.case_id == message.case_id,
        MESSAGES.c.id < message.id,
        MESSAGES.c.author == "customer",
        MESSAGES.c.channel == message.channel,
        MESSAGES.c.sender == message.sender,
    )
    return session.execute(query.limit(1)).first() is None


def _offered(session: Any, message: Message) -> list[dict[str, Any]]:
    """Return the buttons of the last words to the sender: of all that answer one message."""
    query = (
        select(MESSAGES.c.buttons, MESSAGES.c.in_reply_to)
        .join(DELIVERIES, DELIVERIES.c.message_id == MESSAGES.c.id)
        .where(
            MESSAGES.c.case_id == message.case_id,
            MESSAGES.c.id < message.id,
            MESSAGES.c.state != "unsent",
            DELIVERIES.c.channel == message.channel,
            DELIVERIES.c.address == message.sender,
        )
    )
    return buttons_together(session, query)
