"""The chain through a case's history: every entry's digest contains the one before it.

The chain covers a salted digest of an entry's detail, not the detail: it can be erased, and what
is left still shows that no entry was changed, moved or taken away.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Sequence
from datetime import timezone
from typing import Any

from sqlalchemy import select

from bot.cases.case import Case, HistoryEntry
from bot.cases.tables import HISTORY


def chain(case: Case) -> None:
    """Number, salt and seal the entries that are to be added, and move the case's head on."""
    for entry in case.history:
        if entry.number:
            continue
        case.history_count += 1
        entry.number = case.history_count
        entry.previous = case.history_head or _beginning(case.ref)
        entry.salt = secrets.token_hex(16)
        entry.detail_digest = _detail_digest(entry)
        entry.digest = case.history_head = _digest(entry)


def history_of(session: Any, case: Case) -> list[HistoryEntry]:
    """Return the stored history of a case, oldest first."""
    query = select(HistoryEntry).where(HISTORY.c.case_id == case.id)
    return list(session.execute(query.order_by(HISTORY.c.number)).scalars())


def verify(case: Case, entries: Sequence[HistoryEntry]) -> int | None:
    """Return the number of the first entry that is not as it was written, or None.

    A detail that was erased counts as unchanged. Entries that miss at the end are noticed because
    the case itself knows its last one.
    """
    head = _beginning(case.ref)
    for number, entry in enumerate(entries, start=1):
        if not _follows(entry, number, head):
            return number
        head = entry.digest
    if len(entries) != case.history_count or head != (case.history_head or head):
        return len(entries) + 1
    return None


def _follows(entry: HistoryEntry, number: int, head: str) -> bool:
    is_erased = entry.detail is None and entry.salt is None
    return (
        entry.number == number
        and entry.previous == head
        and entry.digest == _digest(entry)
        and (is_erased or entry.detail_digest == _detail_digest(entry))
    )


def _beginning(ref: str) -> str:
    return _sha256([ref])


def _detail_digest(entry: HistoryEntry) -> str:
    return _sha256([entry.salt, entry.detail])


def _digest(entry: HistoryEntry) -> str:
    at = entry.at.astimezone(timezone.utc).isoformat()
    return _sha256(
        [entry.previous, entry.number, at, entry.actor, entry.action, entry.detail_digest]
    )


def _sha256(parts: list[Any]) -> str:
    canonical = json.dumps(parts, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()
