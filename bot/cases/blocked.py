"""Senders who are blocked: what they write is kept for staff, and the bot does not hear it."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update

from bot.cases.case import Case
from bot.cases.steps import Address
from bot.cases.tables import BLOCKED_SENDERS

_BLOCK = BLOCKED_SENDERS.c


def is_blocked(session: Any, channel: str, sender: str) -> bool:
    """Tell whether staff have blocked that sender on that channel."""
    query = select(_BLOCK.id).where(_is_of(Address(channel, sender)))
    return session.execute(query.limit(1)).first() is not None


def block(session: Any, case: Case, whom: Address, at: datetime, by: str) -> None:
    """Block a sender of that case."""
    session.execute(
        insert(BLOCKED_SENDERS).values(
            case_id=case.id,
            channel=whom.channel,
            sender_digest=_digest(whom.sender),
            at=at,
            blocked_by=by,
        )
    )


def lift(session: Any, whom: Address, at: datetime, by: str) -> bool:
    """Let a sender be heard again; return whether there was a block to lift."""
    done = session.execute(
        update(BLOCKED_SENDERS).where(_is_of(whom)).values(lifted_at=at, lifted_by=by)
    )
    return bool(done.rowcount)


def _is_of(whom: Address) -> Any:
    return (
        (_BLOCK.channel == whom.channel)
        & (_BLOCK.sender_digest == _digest(whom.sender))
        & _BLOCK.lifted_at.is_(None)
    )


def _digest(sender: str) -> str:
    return hashlib.sha256(sender.encode()).hexdigest()
