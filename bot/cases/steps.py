"""One step of a case: load it, change it in memory, store it whole with its words.

A turn of the conversation is a step with a customer's message (`turns.py`); the desk and the
worker take steps without one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.attributes import flag_modified
from sqlalchemy.orm.exc import StaleDataError

from bot.cases.case import Author, Case, CaseFact, Delivery, DeliveryState, Message, MessageState
from bot.cases.history import chain
from bot.cases.tables import CASES, MESSAGES
from bot.cases.voices import addresses
from bot.errors import CaseChanged, CaseNotFound

#: The index that lets one purchase have one open case.
ONE_OPEN = "cases_one_open_a_purchase"
#: A case's JSON.
CHANGED_IN_PLACE = (
    "open_question",
    "decision",
    "told",
    "additions",
    "aside",
    "left_out",
    "settlement",
    "voices",
    "contradictions",
)


@dataclass(frozen=True)
class Said:
    """One bubble for the customer, with the buttons that it offers.

    `name` is the first name of the member of staff who says it, `mark` that of their form (see
    `done_before.py`); `sent_as` as in `Message`.
    """

    text: str
    buttons: Sequence[dict[str, Any]] = field(default_factory=tuple)
    name: str | None = None
    sent_as: dict[str, Any] | None = None
    mark: str | None = None


@dataclass(frozen=True)
class Address:
    """Where words go: a channel, and whom it knows there."""

    channel: str
    sender: str


def load_case(session: Any, ref: str) -> Case:
    """Return the case of that reference, with facts and emails; its history stays in the table.

    Raises:
        CaseNotFound: there is none.
    """
    case: Case | None = session.execute(
        select(Case).where(CASES.c.ref == ref.strip().upper())
    ).scalar_one_or_none()
    if case is None:
        raise CaseNotFound(f"No case has the reference '{ref}'. See `refunds case list`.")
    return case


def commit_step(
    session: Any, case: Case, at: datetime, said: Sequence[Said] = (), author: Author = "bot"
) -> list[Message]:
    """Store a case that was changed without a customer's message, and say something in it.

    Raises:
        CaseChanged: somebody else stored it first; nothing of this is kept.
    """
    store_case(session, case, at)
    return say_to_last(session, case, said, at, author)


def say_to_last(
    session: Any, case: Case, said: Sequence[Said], at: datetime, author: Author = "bot"
) -> list[Message]:
    """Say something in a case that is stored, to the conversation in it that wrote last.

    Where several are in one case, staff answer what they read last, and it is not the others' to
    read.
    """
    words = [_message(case, one, at, author=author) for one in said]
    return send(session, words, last_to_write(session, case), at)


def send_to_all(
    session: Any, case: Case, said: Sequence[Said], at: datetime, author: Author = "bot"
) -> list[Message]:
    """Say something to every conversation of a case that is stored: each gets its own message."""
    sent = []
    for channel, sender in addresses(case):
        words = [_message(case, one, at, author=author) for one in said]
        sent += send(session, words, Address(channel, sender), at)
    return sent


def last_to_write(session: Any, case: Case) -> Address:
    """Return where the customer's newest message of the case came from."""
    query = (
        select(MESSAGES.c.channel, MESSAGES.c.sender)
        .where(MESSAGES.c.case_id == case.id, MESSAGES.c.author == "customer")
        .where(MESSAGES.c.sender.is_not(None))
    )
    last = session.execute(query.order_by(MESSAGES.c.id.desc()).limit(1)).first()
    return Address(last.channel, last.sender) if last else Address(case.channel, case.sender)


def store_case(session: Any, case: Case, at: datetime) -> None:
    """Store a case whole and raise its version, also where only its facts changed.

    Raises:
        CaseChanged: somebody else stored it first, or another open case has its purchase. The
            object cannot be used again.
    """
    ref = case.ref
    if not case.proved and case.settlement is None:
        case.purchase_key = None
    _keep_one_row_a_fact(case)
    case.updated_at = at
    chain(case)
    # What was changed in place would not be noticed, nor would a case that stays the same.
    for name in ("updated_at", *CHANGED_IN_PLACE):
        flag_modified(case, name)
    session.add(case)
    try:
        session.flush()
    except StaleDataError as error:
        raise CaseChanged(f"Case {ref} was changed by somebody else. Load it again.") from error
    except IntegrityError as error:
        if "purchase_key" not in str(error.orig) and ONE_OPEN not in str(error.orig):
            raise
        raise CaseChanged(f"The purchase of case {ref} has an open case. Load it again.") from error


def reply(
    case: Case, to: Message, said: Sequence[Said], at: datetime, state: MessageState = "processed"
) -> list[Message]:
    """Return the bot's answer to a customer's message, not yet stored."""
    return [_message(case, one, at, state=state, in_reply_to=to.id) for one in said]


def send(
    session: Any,
    words: Sequence[Message],
    to: Address,
    at: datetime,
    state: DeliveryState = "pending",
) -> list[Message]:
    """Store words and their way to the customer."""
    session.add_all(words)
    session.flush()
    for message in words:
        assert message.id is not None  # noqa: S101 -- It was just stored.
        session.add(Delivery(message.id, to.channel, to.sender, state, at))
    session.flush()
    return list(words)


def _message(case: Case, said: Said, at: datetime, **rest: Any) -> Message:
    assert case.id is not None  # noqa: S101 -- A loaded case has one.
    given: dict[str, Any] = {
        "author": "bot",
        "author_name": said.name,
        "sent_as": said.sent_as,
        "channel_message_id": said.mark,
        **rest,
    }
    return Message(case_id=case.id, at=at, text=said.text, buttons=list(said.buttons), **given)


def _keep_one_row_a_fact(case: Case) -> None:
    """Let a fact that replaces another of its name and source take over that one's row.

    SQL is told of new rows before old ones go, and would refuse two of one name and source.
    """
    known = inspect(case).attrs.facts.history
    rows = {(fact.name, fact.source): fact for fact in (*known.unchanged, *known.deleted)}
    last = {(fact.name, fact.source): fact for fact in case.facts}
    case.facts = [_in_row(rows.get(key), fact) for key, fact in last.items()]


def _in_row(row: CaseFact | None, fact: CaseFact) -> CaseFact:
    if row is None or row is fact:
        return fact
    row.value, row.at = fact.value, fact.at
    row.unknowable, row.message_id = fact.unknowable, fact.message_id
    return row
