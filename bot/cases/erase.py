"""Erase what is personal in a case; that it was, and what steps it took, stays provable."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Table, delete, select, update

from bot.cases.case import Case, HistoryEntry
from bot.cases.steps import store_case
from bot.cases.tables import CASE_FACTS, CASE_FILES, CASES, DELIVERIES, EMAILS, HISTORY, MESSAGES
from bot.cases.whatsapp_senders import CHANNEL, forget_sender
from bot.errors import CaseNotFound, NotAllowed


def erase(session: Any, case_id: int, at: datetime, actor: str) -> None:
    """Erase the words, facts, addresses and details of a closed case.

    The conversations that went on in it are erased with what they left behind in cases of their
    own. The history keeps its entries without their details and salts, and still verifies. The
    merchant's own billing records are not the case's, and stay.

    Raises:
        CaseNotFound: there is no such case.
        NotAllowed: the case is not closed; somebody may still need what is in it.
    """
    case = session.get(Case, case_id)
    if case is None:
        raise CaseNotFound(f"No case has the id {case_id}. See `refunds case list`.")
    if case.who_speaks != "closed":
        raise NotAllowed(f"Case {case.ref} is '{case.who_speaks}'. Close it before erasing it.")
    case.history.append(HistoryEntry(at, actor, "erased", None))
    store_case(session, case, at)
    _stop_what_is_under_way(session, case_id)
    senders = _whatsapp_senders(session, case_id)
    session.execute(delete(CASE_FACTS).where(CASE_FACTS.c.case_id == case_id))
    for table, is_of_case in _rows(case_id):
        session.execute(update(table).where(is_of_case).values(_emptied(table)))
    session.expire_all()
    for sender in senders:
        forget_sender(session, sender)
    joined = select(CASES.c.id).where(CASES.c.joined_to == case_id)
    for left_id in session.execute(joined).scalars().all():
        erase(session, left_id, at, actor)


def _stop_what_is_under_way(session: Any, case_id: int) -> None:
    """Without its address nothing can go out any more."""
    session.execute(
        update(EMAILS)
        .where(EMAILS.c.case_id == case_id, EMAILS.c.state.in_(("draft", "queued")))
        .values(state="dropped")
    )
    session.execute(
        update(DELIVERIES)
        .where(_is_delivery_of(case_id), DELIVERIES.c.state == "pending")
        .values(state="withheld")
    )
    session.execute(
        update(CASE_FILES)
        .where(CASE_FILES.c.message_id.in_(_messages_of(case_id)), CASE_FILES.c.state == "pending")
        .values(state="refused")
    )
    session.execute(
        update(MESSAGES)
        .where(MESSAGES.c.case_id == case_id, MESSAGES.c.state == "received")
        .values(state="processed")
    )


def _whatsapp_senders(session: Any, case_id: int) -> list[str]:
    theirs = select(MESSAGES.c.sender).where(
        MESSAGES.c.case_id == case_id, MESSAGES.c.channel == CHANNEL, MESSAGES.c.sender.is_not(None)
    )
    return list(session.execute(theirs.distinct()).scalars())


def _rows(case_id: int) -> tuple[tuple[Table, Any], ...]:
    return (
        (CASES, CASES.c.id == case_id),
        (MESSAGES, MESSAGES.c.case_id == case_id),
        (EMAILS, EMAILS.c.case_id == case_id),
        (DELIVERIES, _is_delivery_of(case_id)),
        (CASE_FILES, CASE_FILES.c.message_id.in_(_messages_of(case_id))),
        # The entry of the erasing itself has no detail; its salt goes like all others.
        (HISTORY, HISTORY.c.case_id == case_id),
    )


def _is_delivery_of(case_id: int) -> Any:
    return DELIVERIES.c.message_id.in_(_messages_of(case_id))


def _messages_of(case_id: int) -> Any:
    return select(MESSAGES.c.id).where(MESSAGES.c.case_id == case_id)


def _emptied(table: Table) -> dict[str, Any]:
    return {column.name: column.info["erased"] for column in table.c if "erased" in column.info}
