"""Answer a question in the middle, from the policy's own data; go_on comes back to the case."""

from __future__ import annotations

from bot.triage.turn import Turn
from bot.understand.terms import term_asked

#: The facts that domain.yml explains, each by a response `utter_about_…`: what it is, and where
#: the customer finds it.
EXPLAINED = (
    "account_email",
    "transaction_id",
    "payment_reference",
    "purchased_at",
    "issue_at",
    "messages_sent",
    "activated",
    "paid",
    "duplicate_amount",
    "remaining_value",
    "value_used",
    "standard_rate",
    "discounted_rate",
    "failure_cause",
    "account_status",
    "chargeback_opened",
    "promised_activation_at",
    "store",
)
#: What customers call the facts that they look for; the first that stands in a question counts.
CALLED = {
    "transaction": "transaction_id",
    "txn": "transaction_id",
    "order": "transaction_id",
    "reference": "payment_reference",
    "ref no": "payment_reference",
    "utr": "payment_reference",
    "mail": "account_email",
    "how many": "messages_sent",
    "messages": "messages_sent",
    "chargeback": "chargeback_opened",
    "activat": "activated",
}


def answer_policy(turn: Turn) -> None:
    """Say what the policy says, in short."""
    _from_merchant(turn, "utter_policy", "in_short")


def answer_how_long(turn: Turn) -> None:
    """Say how long the answer and the payment take."""
    _from_merchant(turn, "utter_how_long", "how_long")


def answer_why(turn: Turn) -> None:
    """Say why the open question is asked."""
    if turn.case.who_speaks == "closed":
        return
    fact, merchant = turn.asked_fact(), turn.merchant
    if fact is None or merchant is None:
        turn.say("utter_why_nothing")
    elif fact in ("account_email", "transaction_id", "payment_reference"):
        turn.say("utter_why_email", merchant=merchant.name)
    else:
        turn.say("utter_why_fact")


def answer_meaning(turn: Turn) -> None:
    """Say what the word means that is asked for; else explain what the open question asks."""
    merchant = turn.merchant
    term = term_asked(turn.message.text or "", merchant.terms) if merchant else None
    if merchant is not None and term is not None:
        turn.say("utter_meaning", words=merchant.terms[term])
    elif not _explain_question(turn):
        turn.say("utter_meaning_unknown")


def answer_where(turn: Turn) -> None:
    """Say where the customer finds what the open question asks for."""
    if not _explain_question(turn):
        turn.say("utter_where_unknown")


def _explain_question(turn: Turn) -> bool:
    """Explain the fact that is asked for, where there is more to say of it; return whether."""
    fact = _fact_named(turn.message.text or "") or turn.asked_fact()
    if fact not in EXPLAINED:
        return False
    turn.say(f"utter_about_{fact}")
    return True


def _fact_named(text: str) -> str | None:
    low = text.casefold()
    return next((fact for word, fact in CALLED.items() if word in low), None)


def answer_cancelling(turn: Turn) -> None:
    """Say what cancelling does, that it is no refund, and how to ask the company for it.

    Who has spoken of no refund yet is asked nothing about one.
    """
    turn.say("utter_cancelling")
    if turn.merchant is not None and turn.merchant.how_to_cancel:
        turn.say("utter_how_to_cancel", words=turn.merchant.how_to_cancel)
    if turn.case.open_question is None and "ground" not in turn.case.claim():
        turn.done = True


def _from_merchant(turn: Turn, response: str, words: str) -> None:
    if turn.merchant is None:
        turn.say("utter_which_company_first")
    else:
        turn.say(response, words=getattr(turn.merchant, words))
