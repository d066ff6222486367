"""An email that the customer sends: for a company of which no address is known.

It is offered, written on a yes, and shown to be copied. What was answered is kept in
`Case.told`, so that it is offered once.
"""

from __future__ import annotations

from bot.triage.turn import Turn

OFFERED, REFUSED = "email to copy", "no email to copy"


def wants_to_copy(turn: Turn) -> bool:
    """Offer the email, once, and return whether the customer wants it."""
    told, merchant = turn.case.told, turn.merchant
    if OFFERED not in told and merchant is not None:
        turn.say("utter_ask_write", merchant=merchant.name)
        turn.ask("write")
        turn.done = True
    return OFFERED in told and REFUSED not in told


def write_to_copy(turn: Turn) -> None:
    """Have the email written, as the customer wishes now, whatever they said before."""
    turn.case.told = [*(each for each in turn.case.told if each != REFUSED), OFFERED]


def write_nothing(turn: Turn) -> None:
    """Leave the email unwritten."""
    turn.case.told = [*turn.case.told, OFFERED, REFUSED]
