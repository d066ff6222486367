"""Give the customer the email that was just sent for them as a file, where their channel can."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from bot.cases.case import Case, Message
from bot.cases.steps import Address, Said, reply, send
from bot.cases.tables import MESSAGES
from bot.cases.voices import is_guest
from bot.policy.policy_book import PolicyBook
from bot.triage.replies import Replies
from bot.triage.turn import Say

#: The emails that a customer has read before they are sent.
KINDS = ("request", "short_request", "follow_up")


def attach_emails(  # noqa: PLR0917 -- The case, and what words need: none can be left out.
    book: PolicyBook, replies: Replies, session: Any, case: Case, to: Message, at: datetime
) -> None:
    """Say each email that is on its way, and was not given yet, as a file; store that.

    Args:
        book: knows the company's name.
        replies: has the words that go with it.
        session: the one that stores the turn, so that both are stored or neither.
        case: with its emails.
        to: the message that is answered.
        at: now.
    """
    merchant = book.merchants.get(case.merchant or "")
    sent = [email for email in case.emails if email.kind in KINDS and email.state == "queued"]
    if merchant is None or not sent or is_guest(case):
        return
    given = _given(session, case)
    words = replies.text(Say("utter_email_file", {"merchant": merchant.name}))
    said = [Said(words, sent_as={"email": e.id}) for e in sent if e.id not in given]
    address = Address(to.channel or case.channel, to.sender or case.sender)
    send(session, reply(case, to, said, at), address, at)


def _given(session: Any, case: Case) -> set[int | None]:
    query = select(MESSAGES.c.sent_as).where(
        MESSAGES.c.case_id == case.id, MESSAGES.c.sent_as.is_not(None)
    )
    return {sent_as.get("email") for sent_as in session.execute(query).scalars() if sent_as}
