"""Who is signed in at the desk, kept on the server, so that it can be ended from anywhere.

The browser holds a secret of 256 random bits; here is its digest alone, so that nobody who reads
the database can sign in with what they read.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert, select, update

from bot.cases.staff_member import StaffMember
from bot.cases.tables import STAFF, STAFF_SESSIONS

#: A working day: in the morning everybody signs in anew.
LONGEST_SESSION = timedelta(hours=12)
#: A browser that was left open over a long meeting; then somebody else may sit there.
LONGEST_IDLE = timedelta(hours=2)
#: So often at most it is written down that somebody is still there: reading a page is no writing.
SEEN_EVERY = timedelta(minutes=1)

_SESSION = STAFF_SESSIONS.c


def begin_session(session: Any, member: StaffMember, at: datetime) -> str:
    """Sign somebody in, and return the secret for their browser."""
    secret = secrets.token_urlsafe(32)
    session.execute(
        insert(STAFF_SESSIONS).values(
            digest=_digest(secret), staff_id=member.id, created_at=at, seen_at=at
        )
    )
    return secret


def signed_in(session: Any, secret: str, at: datetime) -> StaffMember | None:
    """Return who has that secret, or None where it is unknown, ended, too old or idle too long.

    Who is disabled is signed in nowhere. Reads alone; see `still_there`.
    """
    query = (
        select(StaffMember)
        .join(STAFF_SESSIONS, _SESSION.staff_id == STAFF.c.id)
        .where(_SESSION.digest == _digest(secret), _SESSION.ended_at.is_(None))
        .where(_SESSION.created_at <= at, _SESSION.created_at > at - LONGEST_SESSION)
        .where(_SESSION.seen_at > at - LONGEST_IDLE)
        .where(STAFF.c.disabled_at.is_(None))
    )
    member: StaffMember | None = session.execute(query).scalar_one_or_none()
    return member


def needs_seen(session: Any, secret: str, at: datetime) -> bool:
    """Tell whether it is time to write down that they are still there."""
    query = select(_SESSION.id).where(
        _SESSION.digest == _digest(secret), _SESSION.seen_at <= at - SEEN_EVERY
    )
    return session.execute(query).first() is not None


def still_there(session: Any, secret: str, at: datetime) -> None:
    """Write down that they were seen; where the session has ended, it stays so."""
    session.execute(
        update(STAFF_SESSIONS)
        .where(_SESSION.digest == _digest(secret), _SESSION.ended_at.is_(None))
        .values(seen_at=at)
    )


def end_session(session: Any, secret: str, at: datetime) -> None:
    """Sign somebody out of the browser that has that secret."""
    _end(session, _SESSION.digest == _digest(secret), at)


def end_all_sessions(session: Any, member: StaffMember, at: datetime) -> int:
    """Sign somebody out everywhere; return of how many browsers."""
    return _end(session, _SESSION.staff_id == member.id, at)


def _end(session: Any, is_one: Any, at: datetime) -> int:
    done = session.execute(
        update(STAFF_SESSIONS).where(is_one, _SESSION.ended_at.is_(None)).values(ended_at=at)
    )
    return int(done.rowcount)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
