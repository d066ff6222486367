"""A turn in which nobody wrote: what the bot does with a case because a person says so."""

from __future__ import annotations

from bot.cases.case import Case, Message
from bot.cases.ledger import purchases_of
from bot.cases.purchase import Purchase
from bot.cases.steps import last_to_write
from bot.cases.voices import speak_as
from bot.triage.button import Button
from bot.triage.lookups import Lookups
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
        lookups=StaffLookups(step),
        is_told=True,
    )


class StaffLookups(Lookups):
    """Finds what a member of staff may go by; nobody is proved in it."""

    def __init__(self, step: StaffStep) -> None:
        self._step = step

    def purchases(self, merchant: str, email: str) -> list[Purchase]:
        """Return the purchases of an account, the newest first."""
        return purchases_of(self._step.session, merchant, email)

    def buttons_of(self, response: str) -> tuple[Button, ...]:
        """Return the buttons that a response of domain.yml offers."""
        return self._step.replies.buttons_of(response)
