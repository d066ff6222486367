"""Let a conversation go on in the case that its purchase already has.

The messages move, and what they told; the case that is left empty is closed and points to where
the conversation went on. What a request to the company says stays as it was sent.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import update

from bot.cases.case import Case, CaseFact, HistoryEntry, Message
from bot.cases.history import chain
from bot.cases.reopen import reopen
from bot.cases.states import pass_on
from bot.cases.steps import load_case, store_case
from bot.cases.tables import MESSAGES
from bot.cases.voices import fill_gaps, is_guest, speak_as
from bot.errors import CaseChanged

#: How many cases in a row a conversation may have gone on in; a circle would never end.
MOST_JOINS = 20


def may_join(case: Case) -> bool:
    """Tell whether a conversation can leave its case: no request of its own is filed."""
    return case.who_speaks in ("bot", "waiting") and case.status == "open"


def join_case(session: Any, message_id: int, ref: str, at: datetime) -> Case:
    """Move the conversation of a message into the case of that reference; return that case.

    The sender has proved the purchase. A closed case is reopened by it.

    Raises:
        CaseChanged: one of the two cases changed meanwhile, so that they are not joined.
    """
    with session.no_autoflush:
        message = session.get(Message, message_id)
        left: Case = session.get(Case, message.case_id)
        case = load_case(session, ref)
        if case.id == left.id or not may_join(left) or case.joined_to is not None:
            raise CaseChanged(f"Case {left.ref} cannot join {ref} any more. Load it again.")
        if case.who_speaks == "closed":
            reopen(case, at, "customer", {"by": left.ref})
        _take_over(case, left, message, at)
        _close_empty(left, case, at)
        # Both are stored at once, so both histories must be sealed before.
        chain(left)
        store_case(session, case, at)
        store_case(session, left, at)
        _move_messages(session, left, case)
    return case


def where_it_went_on(session: Any, case: Case) -> Case:
    """Return the case in which a conversation went on, itself where it did not move."""
    for _ in range(MOST_JOINS):
        if case.joined_to is None:
            break
        case = session.get(Case, case.joined_to)
    return case


def _copy(fact: CaseFact) -> CaseFact:
    return CaseFact(
        fact.name, "claimed", fact.value, fact.at, fact.unknowable, message_id=fact.message_id
    )


def _take_over(case: Case, left: Case, message: Message, at: datetime) -> None:
    """Let the sender speak in the case, with what they told in the one that they leave."""
    claims = [_copy(fact) for fact in left.facts if fact.source == "claimed"]
    channel, sender = message.channel or left.channel, message.sender or left.sender
    speak_as(case, channel, sender)
    detail = {
        "from": left.ref,
        "channel": channel,
        "sender": sender,
        "as_guest": is_guest(case),
        "said_otherwise": {fact.name: fact.value for fact in fill_gaps(case, claims)},
    }
    case.history.append(HistoryEntry(at, "customer", "joined", detail))
    case.open_question = {"name": "joined", "fact": None}
    case.asked_at = min(case.asked_at, left.asked_at)
    case.vouched_email = case.vouched_email or left.vouched_email
    case.contradictions += [each for each in left.contradictions if each not in case.contradictions]
    case.told = list(left.told)
    if not is_guest(case):
        case.additions, case.left_out = list(left.additions), list(left.left_out)
        case.aside, case.customer_zone = list(left.aside), left.customer_zone
    if left.who_speaks == "waiting" and case.who_speaks == "bot":
        # Whoever waited for a person waits for one in the case that they joined.
        pass_on(case, "ask_person", at=at, actor="bot", detail={"from": left.ref})
        case.reason, case.answer_by = left.reason, case.answer_by or left.answer_by


def _close_empty(left: Case, case: Case, at: datetime) -> None:
    left.history.append(HistoryEntry(at, "customer", "went on in", {"case": case.ref}))
    pass_on(left, "close", at=at, actor="bot")
    left.facts.clear()
    left.emails[:] = [email for email in left.emails if email.state != "draft"]
    left.told, left.additions, left.left_out, left.aside = [], [], [], []
    left.contradictions, left.customer_zone = [], None
    left.status, left.joined_to = "closed", case.id
    left.proved, left.open_question, left.decision, left.summary = False, None, None, None


def _move_messages(session: Any, left: Case, case: Case) -> None:
    session.execute(
        update(MESSAGES)
        .where(MESSAGES.c.case_id == left.id)
        .values(case_id=case.id)
        .execution_options(synchronize_session=False)
    )
