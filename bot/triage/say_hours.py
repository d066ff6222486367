"""Say when somebody will be there, where a case starts to wait while nobody is."""

from __future__ import annotations

from bot.triage.both_zones import words_in_both_zones
from bot.triage.turn import Turn


def say_hours(turn: Turn) -> None:
    """Say when the company's hours begin again; within them, or where it has none, say nothing.

    That somebody is there is no promise of an answer: by when that comes is said beside it. So
    nothing is said of hours that begin only after it.
    """
    case, merchant = turn.case, turn.merchant
    if merchant is None or merchant.open is None or case.who_speaks != "waiting":
        return
    if merchant.open.are_now(turn.now, merchant.zone, merchant.country):
        return
    opens = merchant.open.next_opening(turn.now, merchant.zone, merchant.country)
    if opens is None or (case.answer_by is not None and opens > case.answer_by):
        return
    when = words_in_both_zones(opens, merchant, case.customer_zone)
    turn.say("utter_outside_hours", merchant=merchant.name, opens=when)
