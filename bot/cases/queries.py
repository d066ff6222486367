"""Cases as others read them: in the JSON form of `refunds case`, and as the desk's list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import lazyload

from bot.cases.case import Case, HistoryEntry, Message, WhoSpeaks
from bot.cases.history import history_of
from bot.cases.join_case import where_it_went_on
from bot.cases.queue import is_seen_by
from bot.cases.staff_member import StaffMember
from bot.cases.steps import load_case
from bot.cases.tables import CASES, DELIVERIES, MESSAGES


@dataclass(frozen=True)
class WaitingCase:
    """One line of the desk's list: a case that waits for a person."""

    ref: str
    merchant: str | None
    since: datetime
    reason: str | None
    answer_by: datetime | None
    summary: str | None


@dataclass(frozen=True)
class OpenEnds:
    """How many messages, and the references of the cases in which they stand."""

    count: int
    refs: tuple[str, ...]


@dataclass(frozen=True)
class Unsettled:
    """Customers' messages that have no answer yet, and words that perhaps never arrived."""

    unanswered: OpenEnds
    uncertain: OpenEnds


def list_cases(session: Any) -> list[dict[str, Any]]:
    """Return all cases, newest first, without their messages and history."""
    query = select(Case).order_by(CASES.c.id.desc())
    cases = list(session.execute(query).scalars())
    refs = {case.id: case.ref for case in cases}
    return [{**_head(case), "joined_to": refs.get(case.joined_to)} for case in cases]


def show_case(session: Any, ref: str) -> dict[str, Any]:
    """Return one case with everything that was said and done.

    Raises:
        CaseNotFound: no case has that reference.
    """
    case = load_case(session, ref)
    return {
        **_head(case),
        "joined_to": where_it_went_on(session, case).ref if case.joined_to else None,
        "messages": [_message(message) for message in messages_of(session, case)],
        "history": [_entry(entry) for entry in history_of(session, case)],
    }


def messages_of(session: Any, case: Case) -> list[Message]:
    """Return what was said in a case, oldest first; unsent words were not said."""
    query = select(Message).where(MESSAGES.c.case_id == case.id, MESSAGES.c.state != "unsent")
    return list(session.execute(query.order_by(MESSAGES.c.id)).scalars())


def standing(session: Any, channel: str, sender: str) -> tuple[WhoSpeaks, str] | None:
    """Return who speaks in somebody's newest case and its reference; None before their first."""
    query = select(Case).where(CASES.c.channel == channel, CASES.c.sender == sender)
    newest = query.order_by(CASES.c.id.desc()).limit(1).options(lazyload("*"))
    case = session.execute(newest).scalar_one_or_none()
    if case is None:
        return None
    case = where_it_went_on(session, case)
    return case.who_speaks, case.ref


def waiting_cases(session: Any) -> list[WaitingCase]:
    """Return the cases that wait for a person, the most urgent first."""
    columns = CASES.c
    query = (
        select(columns.ref, columns.merchant, columns.waiting_since, columns.updated_at)
        .add_columns(columns.reason, columns.answer_by, columns.summary)
        .where(columns.who_speaks == "waiting")
        # Where no answer was promised by a time, whoever waits longest comes first.
        .order_by(columns.answer_by.is_(None), columns.answer_by, columns.waiting_since)
    )
    return [
        WaitingCase(
            row.ref,
            row.merchant,
            row.waiting_since or row.updated_at,
            row.reason,
            row.answer_by,
            row.summary,
        )
        for row in session.execute(query)
    ]


def unsettled(session: Any, member: StaffMember) -> Unsettled:
    """Count what no list of waiting cases shows: messages in work or stuck, uncertain words.

    Only in cases that the member of staff may see.
    """
    in_cases = select(CASES.c.ref, func.count()).join(MESSAGES, MESSAGES.c.case_id == CASES.c.id)
    of_theirs = in_cases.where(is_seen_by(member)).group_by(CASES.c.ref).order_by(CASES.c.ref)
    is_open = (MESSAGES.c.state == "received") & (MESSAGES.c.author == "customer")
    delivered = of_theirs.join(DELIVERIES, DELIVERIES.c.message_id == MESSAGES.c.id)
    return Unsettled(
        _open_ends(session, of_theirs.where(is_open)),
        _open_ends(session, delivered.where(DELIVERIES.c.state == "uncertain")),
    )


def _open_ends(session: Any, query: Any) -> OpenEnds:
    rows = list(session.execute(query))
    return OpenEnds(sum(row[1] for row in rows), tuple(row[0] for row in rows))


def _head(case: Case) -> dict[str, Any]:
    return {
        "ref": case.ref,
        "merchant": case.merchant,
        "channel": case.channel,
        "sender": case.sender,
        "who_speaks": case.who_speaks,
        "status": case.status,
        "facts": _facts(case),
        "decision": case.decision,
        "draft": _draft(case),
        "closed_at": _iso(case.closed_at),
        "settlement": case.settlement,
        "paid_by": _iso(case.paid_by),
        "contradictions": case.contradictions,
    }


def _facts(case: Case) -> dict[str, Any]:
    """Tell each fact once: the record outweighs the claim once the customer proved who they are.

    What the customer cannot know has the value null.
    """
    sources: Sequence[str] = ("claimed", "record") if case.proved else ("record", "claimed")
    ordered = sorted(case.facts, key=lambda fact: sources.index(fact.source))
    return {fact.name: {"value": fact.value, "source": fact.source} for fact in ordered}


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _draft(case: Case) -> dict[str, str] | None:
    email = case.draft()
    if email is None:
        return None
    return {"to": email.to, "subject": email.subject, "body": email.body}


def _message(message: Message) -> dict[str, Any]:
    return {
        "at": message.at.isoformat(),
        "from": message.author,
        "text": message.text,
        "sender": message.sender,
    }


def _entry(entry: HistoryEntry) -> dict[str, Any]:
    return {
        "number": entry.number,
        "at": entry.at.isoformat(),
        "actor": entry.actor,
        "action": entry.action,
        "detail": entry.detail,
    }
