"""The way of a queued email out of the house: taken, checked, sent, and its end written down.

An email is marked `sending` before anything leaves, and gets its end in a second transaction.
What a dead process left between the two is settled at the next start, see `settle_interrupted`.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.cases.case import Case, Email, EmailState
from bot.cases.database import Database
from bot.cases.outbox import (
    mark_email,
    settle_interrupted_emails,
    take_queued,
    waiting_without_notice,
)
from bot.cases.steps import store_case
from bot.emails.desk_notice import draft_desk_notice
from bot.emails.mime_message import mail_name, mime_message
from bot.emails.posting import Next, Post, Posted, after
from bot.emails.recipients import may_be_sent_to
from bot.policy.merchant import Merchant

_LOG = logging.getLogger("refunds.emails")


@dataclass(frozen=True)
class Outbox:
    """What sending needs: the queue, the merchants' addresses, the sender, a way out, a clock.

    `desk_url` is the desk's address, for the links in mail to merchants.
    """

    database: Database
    merchants: Mapping[str, Merchant]
    sender: str
    post: Post
    clock: Callable[[], datetime]
    desk_url: str = ""


def settle_interrupted(outbox: Outbox) -> int:
    """Settle what a dead process left `sending`, and return how many emails that were.

    Where a repeat replaces the first, they are queued again; else they may have arrived, and are
    `uncertain` until staff or an answer settles it.
    """
    state: EmailState = "queued" if outbox.post.repeats_safely else "uncertain"
    with outbox.database.writing() as session:
        return settle_interrupted_emails(session, state)


def tell_of_waiting(outbox: Outbox) -> int:
    """Queue a notice for each case that has begun to wait since the last one about it."""
    reachable = [name for name, each in outbox.merchants.items() if each.desk_address]
    now = outbox.clock()
    with outbox.database.writing() as session:
        cases = waiting_without_notice(session, reachable)
        for case in cases:
            case.emails.append(draft_desk_notice(case, outbox.merchants[case.merchant or ""], now))
            store_case(session, case, now)
    return len(cases)


async def send_queued(outbox: Outbox, stop: asyncio.Event) -> int:
    """Send what is queued and due, one after the other, and return how many were tried.

    When `stop` is set, what was not begun goes back to the queue.
    """
    tried = 0
    for email, case in await asyncio.to_thread(_take, outbox):
        if stop.is_set():
            _mark(outbox, email, Next("queued"))
            continue
        tried += 1
        after_it = after(await _send(outbox, email, case), email.attempts, outbox.clock())
        await asyncio.to_thread(_mark, outbox, email, after_it)
        _log(email, case, after_it)
    return tried


def _take(outbox: Outbox) -> list[tuple[Email, Case]]:
    with outbox.database.writing() as session:
        taken = take_queued(session, outbox.clock())
        return [(email, session.get(Case, email.case_id)) for email in taken]


async def _send(outbox: Outbox, email: Email, case: Case) -> Posted:
    """Send one email; whatever is wrong with it is its own end, not the worker's."""
    merchant = outbox.merchants.get(case.merchant) if case.merchant else None
    if not may_be_sent_to(email, case, merchant):
        return Posted("refused", "Mail may not go to this address: no merchant's, no proved one.")
    try:
        message = mime_message(email, case, outbox.sender, outbox.post.encoding, outbox.desk_url)
    except (ValueError, UnicodeError, LookupError) as error:
        return Posted("refused", f"This cannot be written as mail ({type(error).__name__}).")
    try:
        return await outbox.post.send(message, mail_name(email, case))
    except Exception as error:
        # Nobody knows how far it came, so it is in doubt.
        return Posted("in_doubt", f"Sending broke off ({type(error).__name__}).")


def _mark(outbox: Outbox, email: Email, then: Next) -> None:
    if email.id is None:
        return
    with outbox.database.writing() as session:
        mark_email(
            session,
            email.id,
            then.state,
            outbox.clock(),
            error=then.error,
            not_before=then.not_before,
        )


def _log(email: Email, case: Case, then: Next) -> None:
    """Write one line an email, without anybody's words or address."""
    level = logging.INFO if then.state == "sent" else logging.WARNING
    _LOG.log(level, "%s of %s: %s. %s", email.kind, case.ref, then.state, then.error or "")
