"""A turn in which nobody wrote: what the bot does with a case because a person says so."""

from __future__ import annotations

from bot.cases.case import Case, Message
from bot.cases.ledger import purchases_of
from bot.cases.steps import last_to_write
from bot.cases.voices import speak_as
from bot.triage.staff_step import StaffStep
from bot.triage.turn import Turn


def staff_turn(step: StaffStep, case: Case) -> Turn:
    """Return a turn on the case for whoever wrote last in it; nothing was said, so nothing is read.

    Nobody is proved or looked up in it: that takes a customer's own words.
    """
    to = last_to_write(step.session, case)
    speak_as(case, to.channel, to.sender)
    silence = Message(case.id or 0, step.at, "customer", "", channel=to.channel, sender=to.sender)
    return Turn(
        book=step.book,
        case=case,
        message=silence,
        now=step.at,
        prove=lambda _merchant, _email, _transaction_id: None,
        read_earlier=lambda _zone: [],
        other_case=lambda _merchant, _transaction_id: None,
        purchases=lambda merchant, email: purchases_of(step.session, merchant, email),
        buttons_of=step.replies.buttons_of,
        is_told=True,
    )
