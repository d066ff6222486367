"""A cheap mark of how a case stands: whoever shows one asks again and again whether it changed.

Two marks differ where anything of the case's page differs that is stored: the case itself, what
was said in it, which files came with that, what became of each word and email on its way, and what
the customer has seen.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import case as choose
from sqlalchemy import func, select

from bot.cases.tables import CASE_FILES, CASES, CHAT_SESSIONS, DELIVERIES, EMAILS, MESSAGES

#: Every state has a number of its own; states only ever add up to the same sum by accident, so
#: each is squared and weighed with its row's id.
_DELIVERIES = ("pending", "sending", "sent", "uncertain", "failed", "withheld")
_FILES = ("pending", "stored", "refused")
_EMAILS = ("draft", "queued", "sending", "sent", "uncertain", "failed", "dropped")


def case_marker(session: Any, ref: str) -> str | None:
    """Return the mark of a case, or None where there is none."""
    head = session.execute(
        select(CASES.c.id, CASES.c.version).where(CASES.c.ref == ref.strip().upper())
    ).one_or_none()
    if head is None:
        return None
    of_case = MESSAGES.c.case_id == head.id
    said = select(func.max(MESSAGES.c.id), func.count()).where(of_case)
    sent = (
        select(
            func.sum(_weight(DELIVERIES, _DELIVERIES)),
            func.count(DELIVERIES.c.delivered_at),
            func.count(DELIVERIES.c.read_at),
            func.max(CHAT_SESSIONS.c.seen_id),
        )
        .join(MESSAGES, MESSAGES.c.id == DELIVERIES.c.message_id)
        .outerjoin(CHAT_SESSIONS, CHAT_SESSIONS.c.id == DELIVERIES.c.address)
        .where(of_case)
    )
    mailed = select(func.sum(_weight(EMAILS, _EMAILS))).where(EMAILS.c.case_id == head.id)
    files = (
        select(func.sum(_weight(CASE_FILES, _FILES)))
        .join(MESSAGES, MESSAGES.c.id == CASE_FILES.c.message_id)
        .where(of_case)
    )
    parts = [head.version]
    for query in (said, files, sent, mailed):
        parts += session.execute(query).one()
    return ".".join(str(part or 0) for part in parts)


def _weight(table: Any, states: tuple[str, ...]) -> Any:
    number = choose({name: index for index, name in enumerate(states, 1)}, value=table.c.state)
    return table.c.id * number * number
