"""How often somebody may try to sign in, kept where a restart and a second desk find it.

Three counts of failed tries: for a name from one address, for an address, and for a name from
anywhere. The first is small; the last is large, so that a stranger cannot easily lock out a
member of staff.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, insert, select

from bot.cases.database import one_at_a_time
from bot.cases.staff_names import folded
from bot.cases.tables import SIGN_IN_TRIES

WINDOW = timedelta(minutes=15)
#: Tries in `WINDOW` for a name from one address, for an address, for a name from anywhere.
LIMITS = {"both": 5, "address": 30, "name": 60}

_TRY = SIGN_IN_TRIES.c


def may_try(session: Any, name: str, address: str, at: datetime) -> bool:
    """Count a try, and tell whether it may go on; it is asked before the password is looked at.

    It counts at once, so that many guesses at a time do not slip through; a right one is
    taken back.
    """
    one_at_a_time(session.connection(), "sign in")
    session.execute(delete(SIGN_IN_TRIES).where(_TRY.at <= at - WINDOW))
    keys = _keys(name, address)
    if any(_tries(session, key) >= LIMITS[kind] for kind, key in keys.items()):
        return False
    rows = [{"key_digest": key, "at": at} for key in keys.values()]
    session.execute(insert(SIGN_IN_TRIES), rows)
    return True


def take_back_try(session: Any, name: str, address: str) -> None:
    """Take back the newest try of that name from there: it was a right one."""
    for key in _keys(name, address).values():
        newest = select(func.max(_TRY.id)).where(_TRY.key_digest == key).scalar_subquery()
        session.execute(delete(SIGN_IN_TRIES).where(_TRY.id == newest))


def forget_tries(session: Any, name: str, address: str) -> None:
    """Forget the failures of one who has just signed in, there and under that name alone."""
    take_back_try(session, name, address)
    key = _keys(name, address)["both"]
    session.execute(delete(SIGN_IN_TRIES).where(_TRY.key_digest == key))


def _tries(session: Any, key: str) -> int:
    query = select(func.count()).select_from(SIGN_IN_TRIES).where(_TRY.key_digest == key)
    return int(session.execute(query).scalar_one())


def _keys(name: str, address: str) -> dict[str, str]:
    known_as = folded(name)
    told = {"both": f"{known_as}\0{address}", "address": address, "name": known_as}
    return {kind: _digest(f"{kind}\0{key}") for kind, key in told.items()}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
