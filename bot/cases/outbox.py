"""The queue of emails, as the worker sees it.

An email is part of its case: each step here raises the case's version, so that a turn that had
loaded the email before is repeated instead of undoing the step.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import exists, or_, select, update

from bot.cases.case import Case, Email, EmailState, HistoryEntry
from bot.cases.steps import store_case
from bot.cases.tables import CASES, EMAILS

#: How many emails one round takes.
BATCH = 20


def take_queued(session: Any, at: datetime) -> list[Email]:
    """Take the emails that are due, oldest first, and mark them `sending`."""
    query = (
        select(Email)
        .where(EMAILS.c.state == "queued")
        .where(or_(EMAILS.c.not_before.is_(None), EMAILS.c.not_before <= at))
        .order_by(EMAILS.c.id)
        .limit(BATCH)
        .with_for_update(skip_locked=True)
    )
    taken: list[Email] = session.execute(query).scalars().all()
    for email in taken:
        email.state = "sending"
        email.attempts += 1
    session.flush()
    _raise_versions(session, [email.case_id for email in taken])
    return taken


def waiting_without_notice(session: Any, merchants: Sequence[str]) -> list[Case]:
    """Return the cases of these merchants that wait, and of which nobody was told since."""
    is_told = exists().where(
        EMAILS.c.case_id == CASES.c.id,
        EMAILS.c.kind == "desk_notice",
        EMAILS.c.at >= CASES.c.waiting_since,
    )
    query = (
        select(Case)
        .where(CASES.c.who_speaks == "waiting", CASES.c.merchant.in_(merchants), ~is_told)
        .order_by(CASES.c.id)
        .limit(BATCH)
        .with_for_update(skip_locked=True)
    )
    cases: list[Case] = session.execute(query).scalars().all()
    return cases


def mark_email(
    session: Any,
    email_id: int,
    state: EmailState,
    at: datetime,
    *,
    error: str | None = None,
    not_before: datetime | None = None,
) -> None:
    """Note what became of an email; the case's history tells it too."""
    email = session.get(Email, email_id)
    email.state, email.error, email.not_before = state, error, not_before
    case = session.get(Case, email.case_id)
    detail = {"email": email.id, "kind": email.kind, "error": error}
    case.history.append(HistoryEntry(at, "worker", f"email_{state}", detail))
    store_case(session, case, at)


def settle_interrupted_emails(session: Any, state: EmailState = "uncertain") -> int:
    """Settle what a worker that died had begun to send; return how many emails that were.

    They may have arrived, so they are `uncertain`; where sending twice does no harm, the caller
    may have them `queued` again.
    """
    left = select(Email).where(EMAILS.c.state == "sending").with_for_update()
    interrupted: list[Email] = session.execute(left).scalars().all()
    for email in interrupted:
        email.state = state
    session.flush()
    _raise_versions(session, [email.case_id for email in interrupted])
    return len(interrupted)


def _raise_versions(session: Any, case_ids: Sequence[int | None]) -> None:
    session.execute(
        update(CASES).where(CASES.c.id.in_(set(case_ids))).values(version=CASES.c.version + 1)
    )
