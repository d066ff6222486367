"""What was done about people: who was added, given a role, let in; the owner reads it.

What is done in a case stands in the case's own history.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import insert, select

from bot.cases.tables import STAFF_LOG

#: Who acts where nobody is signed in: whoever may log in to the machine.
COMMAND_LINE = "command line"
PAGE = 100


class LogEntry(NamedTuple):
    """One step: `actor` did `action` about the person named `about`."""

    id: int
    at: datetime
    actor: str
    action: str
    about: str
    detail: dict[str, Any]


def log(session: Any, at: datetime, actor: str, action: str, about: str, **detail: Any) -> None:
    """Write one entry; no password, code or secret belongs into `detail`."""
    session.execute(
        insert(STAFF_LOG).values(at=at, actor=actor, action=action, about=about, detail=detail)
    )


def read_log(session: Any, before: int | None = None, limit: int = PAGE) -> list[LogEntry]:
    """Return the newest entries, newest first; `before` is the id of the last one on a page."""
    query = select(STAFF_LOG).order_by(STAFF_LOG.c.id.desc()).limit(limit)
    if before is not None:
        query = query.where(STAFF_LOG.c.id < before)
    return [LogEntry(*row) for row in session.execute(query)]
