"""Answer a question in the middle, from the policy's own data; go_on comes back to the case."""

from __future__ import annotations

from bot.triage.promise import answer_by_words
from bot.triage.turn import Turn


def answer_policy(turn: Turn) -> None:
    """Say what the policy says, in short."""
    _from_merchant(turn, "utter_policy", "in_short")


def answer_how_long(turn: Turn) -> None:
    """Say how long the answer and the payment take."""
    _from_merchant(turn, "utter_how_long", "how_long")


def answer_why(turn: Turn) -> None:
    """Say why the open question is asked."""
    fact, merchant = turn.asked_fact(), turn.merchant
    if fact is None or merchant is None:
        turn.say("utter_why_nothing")
    elif fact in ("account_email", "transaction_id", "payment_reference"):
        turn.say("utter_why_email", merchant=merchant.name)
    else:
        turn.say("utter_why_fact")


def answer_status(turn: Turn) -> None:
    """Say where this case's request stands."""
    case, merchant = turn.case, turn.merchant
    if case.status != "open" and merchant is not None:
        by = answer_by_words(turn)
        turn.say("utter_status_filed", ref=case.ref, merchant=merchant.name, answer_by=by)
        turn.done = True
    elif case.who_speaks == "waiting" and case.answer_by is not None:
        turn.say("utter_status_waiting", ref=case.ref, answer_by=answer_by_words(turn))
        turn.done = True
    else:
        turn.say("utter_status_not_filed", ref=case.ref)


def answer_cancelling(turn: Turn) -> None:
    """Say what cancelling does, and that it is no refund."""
    turn.say("utter_cancelling")


def _from_merchant(turn: Turn, response: str, words: str) -> None:
    if turn.merchant is None:
        turn.say("utter_which_company_first")
    else:
        turn.say(response, words=getattr(turn.merchant, words))
