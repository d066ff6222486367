"""Chats on a website: who may read and write in one, and what was seen of it.

A chat is known by an id and a secret, both made here. The id is the `sender` of its messages; the
secret is told once, to the browser that opened the chat, and only its digest is kept.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import func, insert, select, update

from bot.cases.purchase import email_key
from bot.cases.tables import CHAT_SESSIONS, DELIVERIES, MESSAGES
from bot.values.ids import new_id

#: Why a chat is not opened: its id or secret is wrong or it has ended; or it is somebody else's.
Refusal = Literal["session", "account"]
#: How long "is typing" holds without being said again.
TYPING = timedelta(seconds=6)

_COLUMNS = CHAT_SESSIONS.c


@dataclass(frozen=True)
class ChatKey:
    """What a browser must know to read and write in a chat; its secret stays out of `repr`."""

    id: str
    secret: str

    def __repr__(self) -> str:
        return f"ChatKey({self.id!r})"


def new_chat(session: Any, merchant: str, account_email: str | None, at: datetime) -> ChatKey:
    """Open a chat with a merchant's assistant.

    Args:
        session: one that writes.
        merchant: the company whose page it stands on.
        account_email: whom the company has signed for, if anybody.
        at: now.
    """
    key = ChatKey(new_id("chat"), secrets.token_urlsafe(32))
    session.execute(
        insert(CHAT_SESSIONS).values(
            id=key.id,
            secret_digest=_digest(key.secret),
            merchant=merchant,
            account_digest=_account(key.id, account_email),
            created_at=at,
        )
    )
    return key


def enter_chat(
    session: Any, key: ChatKey, merchant: str, account_email: str | None
) -> Refusal | None:
    """Let a browser into its chat, or say why not.

    A chat belongs to the first account that the company signs for in it. Whoever comes with no
    account, or with one whose signature is too old, goes on in it: they have its secret.

    Args:
        session: one that writes.
        key: as the browser gave it.
        merchant: the company whose page the browser shows.
        account_email: whom the company has signed for, if anybody.
    """
    row = session.execute(select(CHAT_SESSIONS).where(_COLUMNS.id == key.id)).one_or_none()
    expected = row.secret_digest if row is not None else ""
    is_right = hmac.compare_digest(expected, _digest(key.secret))
    if row is None or not is_right or row.ended_at is not None or row.merchant != merchant:
        return "session"
    account = _account(key.id, account_email)
    if account is None or account == row.account_digest:
        return None
    if row.account_digest is not None:
        return "account"
    _change(session, key.id, account_digest=account)
    return None


def is_open(session: Any, chat: str) -> bool:
    """Tell whether there is such a chat and nobody has ended it."""
    query = select(_COLUMNS.id).where(_COLUMNS.id == chat, _COLUMNS.ended_at.is_(None))
    return session.execute(query).first() is not None


def end_chat(session: Any, chat: str, at: datetime) -> None:
    """End a chat: its secret opens nothing any more. Its cases go on."""
    _change(session, chat, ended_at=at, account_digest=None)


def mark_seen(session: Any, channel: str, chat: str, message_id: int) -> bool:
    """Note that the customer has seen the words up to a message; tell whether that is new.

    It never goes back, and only words that were for this chat can be seen in it.
    """
    theirs = select(DELIVERIES.c.id).where(
        DELIVERIES.c.channel == channel,
        DELIVERIES.c.address == chat,
        DELIVERIES.c.message_id == message_id,
    )
    done = session.execute(
        update(CHAT_SESSIONS)
        .where(_COLUMNS.id == chat, _COLUMNS.seen_id < message_id, theirs.exists())
        .values(seen_id=message_id)
    )
    return int(done.rowcount) > 0


def seen_in(session: Any, chat: str) -> int:
    """Return the id of the last message that the customer has seen, 0 for none."""
    query = select(_COLUMNS.seen_id).where(_COLUMNS.id == chat)
    return int(session.execute(query).scalar_one_or_none() or 0)


def note_typing(session: Any, chat: str, who: Literal["customer", "staff"], at: datetime) -> None:
    """Note that somebody is typing in a chat now; it holds for `TYPING`."""
    _change(session, chat, **{f"{who}_typing_at": at})


def where_staff_type(session: Any, chats: Collection[str], now: datetime) -> set[str]:
    """Return those of these chats in which a member of staff is typing."""
    query = select(_COLUMNS.id).where(_COLUMNS.id.in_(chats))
    return set(session.execute(query.where(_COLUMNS.staff_typing_at > now - TYPING)).scalars())


def is_customer_typing(session: Any, channel: str, chat: str, now: datetime) -> bool:
    """Tell whether the customer of a chat is typing, and has not yet sent what they typed."""
    typing = select(_COLUMNS.customer_typing_at).where(_COLUMNS.id == chat)
    typed_at = session.execute(typing.where(_COLUMNS.customer_typing_at > now - TYPING)).scalar()
    if typed_at is None:
        return False
    theirs = (MESSAGES.c.channel == channel) & (MESSAGES.c.sender == chat)
    sent = select(func.max(MESSAGES.c.at)).where(theirs, MESSAGES.c.author == "customer")
    sent_at = session.execute(sent).scalar_one()
    return bool(sent_at is None or typed_at > sent_at)


def _change(session: Any, chat: str, **values: Any) -> None:
    session.execute(update(CHAT_SESSIONS).where(_COLUMNS.id == chat).values(**values))


def _digest(secret: str) -> str:
    """Digest a secret of 256 random bits; nobody can guess it back, so it needs no salt."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def _account(chat: str, email: str | None) -> str | None:
    """Digest an account, so that one chat can tell whether it is the same one again."""
    if email is None:
        return None
    return hashlib.sha256(f"{chat}\0{email_key(email)}".encode("utf-8", "replace")).hexdigest()
