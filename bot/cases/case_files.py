"""The files that customers sent: fetched from their channel, checked, kept with the case.

The bytes are in the database and not in a folder: so every process on every machine has them, one
backup has all, and erasing a case erases them in the same transaction.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select, update

from bot.cases.case_file import CaseFile, FileState
from bot.cases.tables import CASE_FILES, MESSAGES

_COLUMNS = CASE_FILES.c


@dataclass(frozen=True)
class FileEntry:
    """One file as a list shows it, without its bytes; of an erased one `sha256` is gone too."""

    id: int
    message_id: int
    at: datetime
    kind: str
    name: str | None
    media_type: str | None
    size: int | None
    sha256: str | None
    state: FileState
    error: str | None


def files_of(session: Any, case_id: int) -> list[FileEntry]:
    """Return what customers sent in a case, oldest first."""
    columns = [_COLUMNS[name] for name in FileEntry.__dataclass_fields__]
    query = select(*columns).join(MESSAGES, MESSAGES.c.id == _COLUMNS.message_id)
    rows = session.execute(query.where(MESSAGES.c.case_id == case_id).order_by(_COLUMNS.id))
    return [FileEntry(**row._mapping) for row in rows]


def file_of(session: Any, case_id: int, file_id: int) -> CaseFile | None:
    """Return a file with its bytes; None where the case has none of that id, or not yet."""
    query = (
        select(CaseFile)
        .join(MESSAGES, MESSAGES.c.id == _COLUMNS.message_id)
        .where(_COLUMNS.id == file_id, MESSAGES.c.case_id == case_id, _COLUMNS.state == "stored")
    )
    found: CaseFile | None = session.execute(query).scalar_one_or_none()
    return found


def files_to_fetch(session: Any, at: datetime, most: int) -> list[CaseFile]:
    """Return the files that are still with their channel, and whose time has come."""
    query = (
        select(CaseFile)
        .where(_COLUMNS.state == "pending")
        .where(or_(_COLUMNS.not_before.is_(None), _COLUMNS.not_before <= at))
        .order_by(_COLUMNS.id)
    )
    return list(session.execute(query.limit(most)).scalars())


def keep_file(session: Any, file_id: int, content: bytes, media_type: str, sha256: str) -> None:
    """Keep a file that was fetched and checked."""
    _change(
        session,
        file_id,
        content=content,
        media_type=media_type,
        size=len(content),
        sha256=sha256,
        state="stored",
        error=None,
        source=None,
    )


def refuse_file(session: Any, file_id: int, error: str) -> None:
    """Note that a file cannot be had, or is not to be kept."""
    _change(session, file_id, state="refused", error=error)


def fetch_later(session: Any, file_id: int, error: str, attempts: int, at: datetime) -> None:
    """Let a file be fetched again later."""
    _change(session, file_id, error=error, attempts=attempts, not_before=at)


def _change(session: Any, file_id: int, **values: Any) -> None:
    # Only while it is still to be fetched: its case may have been erased meanwhile.
    is_pending = (_COLUMNS.id == file_id) & (_COLUMNS.state == "pending")
    session.execute(
        update(CaseFile)
        .where(is_pending)
        .values(**values)
        .execution_options(synchronize_session=False)
    )
