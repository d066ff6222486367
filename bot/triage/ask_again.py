"""Take a request anew where it was too early, and the time that it had to wait for is over."""

from __future__ import annotations

from bot.triage.turn import Turn
from bot.values.times import parse_time


def ask_again(turn: Turn) -> None:
    """Count the request from now on, once the instant has passed from which to ask again.

    Elsewhere a request counts from the first message about it, because that helps the customer;
    what had to wait would wait for ever by it.
    """
    told = turn.case.decision
    if told is None or told["outcome"] != "wait" or turn.case.who_speaks != "bot":
        return
    at = told["deadlines"]["ask_again_at"]
    if at is None or turn.now <= parse_time(at):
        return
    turn.case.asked_at = turn.now
    turn.case.open_question = None
    turn.is_told = True
    turn.note("customer", "asked again after the wait", until=at)
