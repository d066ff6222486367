"""What customers wrote, stored before anything else happens to it, and once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import lazyload

from bot.cases.blocked import is_blocked
from bot.cases.case import Case, HistoryEntry, Message, WhoSpeaks
from bot.cases.database import one_at_a_time
from bot.cases.history import chain
from bot.cases.join_case import where_it_went_on
from bot.cases.same_purchase import may_be_reopened
from bot.cases.tables import CASES, MESSAGES
from bot.values.card_numbers import hide_card_numbers
from bot.values.ids import new_reference

#: To record a message, nobody needs the facts and emails of its case.
_CASE_ALONE = lazyload("*")
#: The open question that a person asked through the bot; see `triage/ask_for.py`.
ASKED_BY_PERSON = "asked_by_person"
#: How many of a sender's cases are looked through for one that is open.
LOOKED_AT = 20
#: Kept in `Case.told` where the customer has read who answers, before writing.
INTRODUCED = "introduced"


@dataclass(frozen=True)
class Inbound:
    """A message as its door received it.

    `message_id` is the channel's own id, where it has one; `merchant` what the door knows of the
    company, if anything. `account_email` is the account that the door itself vouches for: it has
    checked who writes, by a signature or a number on the account. What the customer or a page
    only says never stands here. `zone` is the time zone of the customer's device, if it said.
    `introduced`: the door has shown who answers here before the first word.
    """

    channel: str
    sender: str
    text: str
    at: datetime
    message_id: str | None = None
    merchant: str | None = None
    account_email: str | None = None
    zone: str | None = None
    introduced: bool = False

    def __post_init__(self) -> None:
        # What was posted must be what is found again, so it is made storable here at once.
        for name in ("sender", "text", "message_id", "account_email"):
            object.__setattr__(self, name, _storable(getattr(self, name)))
        object.__setattr__(self, "text", hide_card_numbers(self.text))


@dataclass(frozen=True)
class Recorded:
    """Where a message was stored; `repeated`: it had been before, and nothing was stored anew."""

    message_id: int
    case_id: int
    ref: str
    who_speaks: WhoSpeaks
    repeated: bool


def record_inbound(session: Any, inbound: Inbound) -> Recorded:
    """Store a message in its sender's open case, or in a new one.

    Where the sender's last case was closed and may still be reopened, the message goes there: what
    it says tells whether it is about that purchase. A conversation that joined another case goes
    on in that one.

    A message is stored once for one channel, sender and channel message id. It is `received` until
    it is answered. While a human speaks the bot has nothing to do but to hear the answer to what
    the human asked for; of a sender who is blocked it hears nothing.
    """
    one_at_a_time(session.connection(), "sender", inbound.channel, inbound.sender)
    known = recorded_before(session, inbound)
    if known is not None:
        return known
    case = _case_of_sender(session, inbound) or open_case(session, inbound)
    if case.merchant is None and inbound.merchant is not None:
        case.merchant = inbound.merchant
    if inbound.account_email is not None:
        case.vouched_email = inbound.account_email
    if inbound.zone is not None:
        case.customer_zone = inbound.zone
    session.flush()
    message = _message(case, inbound)
    if not _is_to_be_heard(case) or is_blocked(session, inbound.channel, inbound.sender):
        message.state = "processed"
    session.add(message)
    session.flush()
    return _recorded(case, message, repeated=False)


def recorded_before(session: Any, inbound: Inbound) -> Recorded | None:
    """Return where a message with the same id was stored, None where it was not."""
    if inbound.message_id is None:
        return None
    query = (
        select(Message, Case)
        .join(Case, CASES.c.id == MESSAGES.c.case_id)
        .where(MESSAGES.c.channel == inbound.channel, MESSAGES.c.sender == inbound.sender)
        .where(MESSAGES.c.channel_message_id == inbound.message_id)
        .options(_CASE_ALONE)
    )
    found = session.execute(query).one_or_none()
    return None if found is None else _recorded(found.Case, found.Message, repeated=True)


def unprocessed(session: Any) -> list[int]:
    """Return the ids of the customers' messages that nobody answered yet, oldest first."""
    query = select(MESSAGES.c.id).where(
        MESSAGES.c.state == "received", MESSAGES.c.author == "customer"
    )
    return list(session.execute(query.order_by(MESSAGES.c.id)).scalars())


def _case_of_sender(session: Any, inbound: Inbound) -> Case | None:
    """Return the sender's newest open case, else the newest that may be reopened, else None."""
    cases = [where_it_went_on(session, case) for case in _cases_of_sender(session, inbound)]
    is_open = (case for case in cases if case.who_speaks != "closed")
    recent = (case for case in cases if may_be_reopened(case, inbound.at))
    return next(is_open, None) or next(recent, None)


def _cases_of_sender(session: Any, inbound: Inbound) -> list[Case]:
    query = select(Case).where(CASES.c.channel == inbound.channel, CASES.c.sender == inbound.sender)
    if inbound.merchant is not None:
        query = query.where(or_(CASES.c.merchant.is_(None), CASES.c.merchant == inbound.merchant))
    query = query.order_by(CASES.c.id.desc()).limit(LOOKED_AT).options(_CASE_ALONE)
    return list(session.execute(query).scalars())


def move_to_new_case(session: Any, message_id: int) -> Case:
    """Open a new case for its sender with a message that spoke of another purchase.

    Who proved the one purchase has proved the account, so that counts for the other.
    """
    message = session.get(Message, message_id)
    before = session.get(Case, message.case_id)
    inbound = Inbound(
        message.channel or before.channel,
        message.sender or before.sender,
        message.text or "",
        message.at,
        merchant=before.merchant,
    )
    case = open_case(session, inbound)
    case.open_question = {"name": "new_purchase", "fact": None}
    case.vouched_email = proved_account(before)
    session.flush()
    message.case_id = case.id
    return case


def proved_account(case: Case) -> str | None:
    """Return the account's email that the door vouches for, or that was proved; else None."""
    on_record = case.record().get("account_email") if case.proved else None
    return case.vouched_email or (str(on_record) if on_record else None)


def open_case(session: Any, inbound: Inbound) -> Case:
    """Open a case for the sender of a message; later messages of the sender go to it."""
    at = inbound.at
    case = Case(
        ref=new_reference(),
        channel=inbound.channel,
        sender=inbound.sender,
        merchant=inbound.merchant,
        asked_at=at,
        created_at=at,
        updated_at=at,
        told=[INTRODUCED] if inbound.introduced else [],
    )
    detail = {"channel": inbound.channel}
    old = next((where_it_went_on(session, c) for c in _cases_of_sender(session, inbound)), None)
    if old is not None:
        detail["after"] = old.ref
        if old.who_speaks == "closed" and not may_be_reopened(old, at):
            case.open_question = {"name": "after_closed", "fact": None, "ref": old.ref}
    case.history.append(HistoryEntry(at, "customer", "opened", detail))
    chain(case)
    session.add(case)
    return case


def _message(case: Case, inbound: Inbound) -> Message:
    assert case.id is not None  # noqa: S101 -- It was just stored.
    return Message(
        case_id=case.id,
        at=inbound.at,
        author="customer",
        text=inbound.text,
        state="received",
        channel=inbound.channel,
        sender=inbound.sender,
        channel_message_id=inbound.message_id,
    )


def asked_by_person(case: Case) -> list[str]:
    """Return the facts that a person asked for and nobody told yet, the newest question first."""
    question = case.open_question or {}
    if question.get("name") != ASKED_BY_PERSON:
        return []
    return list(question.get("asked") or [question["fact"]])


def _is_to_be_heard(case: Case) -> bool:
    return case.who_speaks != "human" or bool(asked_by_person(case))


def _recorded(case: Case, message: Message, *, repeated: bool) -> Recorded:
    assert message.id is not None  # noqa: S101 -- It was just stored.
    assert case.id is not None  # noqa: S101 -- The same.
    return Recorded(message.id, case.id, case.ref, case.who_speaks, repeated)


def _storable(text: str | None) -> str | None:
    """Return text that every database takes: no NUL, no half of a surrogate pair."""
    if text is None:
        return None
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
