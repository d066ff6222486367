"""Say how a case stands, in plain words and with the date by which something must happen.

Whoever has the reference may read this, so it says nothing personal: no amount, no address and no
words of the case.
"""

from __future__ import annotations

from datetime import datetime

from bot.cases.case import Case
from bot.cases.reopen import STILL_THERE
from bot.triage.turn import Turn
from bot.values.due_words import due_words
from bot.values.times import day_words, parse_time

#: What is said of each state.
WORDS = {
    "open": "utter_status_open",
    "waiting": "utter_status_waiting",
    "pending": "utter_status_pending",
    "processing": "utter_status_processing",
    "refunded": "utter_status_refunded",
    "partially_refunded": "utter_status_partially_refunded",
    "completed": "utter_status_completed",
    "canceled": "utter_status_canceled",
    "declined": "utter_status_declined",
    "closed": "utter_status_closed",
}
#: The states with a date on which they came about.
_DATED = ("refunded", "partially_refunded", "completed", "canceled", "declined", "closed")


def say_status(turn: Turn, case: Case) -> None:
    """Say how a case stands and by when something must have happened, or that it is overdue."""
    state = state_of(case)
    since = _since(turn, case) if state in _DATED else ""
    turn.say(WORDS[state], ref=case.ref, since=f" on {since}" if since else "")
    due = due_at(case)
    if due is None:
        return
    due_in_words = in_merchants_words(turn, case, due)
    if due < turn.now:
        turn.say("utter_status_overdue", date=due_in_words)
    elif state == "processing":
        turn.say("utter_status_paid_by", date=due_in_words)
    else:
        turn.say("utter_status_answer_by", date=due_in_words)


def state_of(case: Case) -> str:
    """Return the case's state, a key of `WORDS`."""
    is_ended = case.who_speaks == "closed" and case.status in STILL_THERE
    if case.status not in ("open", "closed") and not is_ended:
        return case.status
    if case.who_speaks == "closed":
        is_declined = (case.settlement or {}).get("outcome") == "declined"
        return "declined" if is_declined else "closed"
    return "open" if case.who_speaks == "bot" else "waiting"


def due_at(case: Case) -> datetime | None:
    """Return by when the next thing must have happened: the answer, or the money."""
    if case.who_speaks == "closed":
        return None
    if case.status == "processing":
        return case.paid_by
    is_awaited = case.status == "pending" or case.who_speaks in ("waiting", "human")
    return case.answer_by if is_awaited else None


def in_merchants_words(turn: Turn, case: Case, moment: datetime) -> str:
    """Return a moment in words, with the zone of the case's company in it."""
    merchant = turn.book.merchants.get(case.merchant or "")
    return due_words(moment, merchant.zone, merchant.zone_words) if merchant else ""


def _since(turn: Turn, case: Case) -> str:
    at = (case.settlement or {}).get("at")
    moment = parse_time(at) if at else case.closed_at
    merchant = turn.book.merchants.get(case.merchant or "")
    return day_words(moment, merchant.zone) if moment is not None and merchant else ""
