"""A customer writes to a case that is closed: reopen it, or only answer kindly."""

from __future__ import annotations

from bot.cases.reopen import PAID_BACK, reopen
from bot.emails.differ import differ
from bot.emails.fact_lines import known_facts
from bot.triage.hand_over import hand_over
from bot.triage.turn import Turn
from bot.understand.understanding import Understanding
from bot.values.due_words import due_words
from bot.values.times import parse_time

#: The intents that ask for something to be done.
ASKING = ("request_refund", "request_human", "complain")
#: What asks for nothing new, whatever facts it names.
POLITE = ("thank", "goodbye", "greet", "check_refund_status")
#: What may say that something is still open; a question or thanks the assistant answers itself.
OBJECTING = ("inform", "deny", "edit_email", "out_of_scope", "ask_back")
#: A bare "no" or "oh ok" objects to nothing.
FEWEST_WORDS = 3
#: What tells one purchase from another.
TELLING = ("transaction_id", "payment_reference", "product", "paid", "purchased_at")


def meet_closed_case(turn: Turn, understood: Understanding) -> None:
    """Reopen a closed case that is asked about again; another purchase gets a case of its own."""
    if turn.case.who_speaks != "closed":
        return
    if is_about_another(turn, understood):
        turn.is_other_purchase = turn.done = True
    elif _objects_to_a_person(turn, understood):
        reopen(turn.case, turn.now, "customer")
        hand_over(turn, "new after closing")
    elif _asks_again(turn, understood):
        question = turn.case.open_question if turn.is_asking("person") else None
        reopen(turn.case, turn.now, "customer")
        turn.case.open_question = question
        turn.say("utter_reopened", ref=turn.case.ref)


def is_about_another(turn: Turn, understood: Understanding) -> bool:
    """Tell whether the message names another purchase than the case's."""
    known = known_facts(turn.case)
    facts = understood.facts
    return any(differ(name, facts[name], known.get(name)) for name in TELLING if name in facts)


def answer_while_closed(turn: Turn) -> None:
    """Answer thanks, a greeting or a question; the case stays closed."""
    if turn.case.who_speaks != "closed":
        return
    if turn.intent == "thank":
        turn.say("utter_thank")
    elif turn.intent == "goodbye":
        turn.say("utter_goodbye", ref=turn.case.ref)
    elif not turn.said:
        turn.say("utter_closed_case", ref=turn.case.ref)
    turn.done = True


def answer_paid_back(turn: Turn) -> None:
    """What was paid back is never decided again: say when it was, and offer a person."""
    case = turn.case
    if case.who_speaks != "bot" or case.status not in PAID_BACK:
        return
    if case.status == "partially_refunded" and case.proved:
        # The record says how much was paid back, and the policy what is left.
        return
    if case.status == "partially_refunded":
        hand_over(turn, "partially refunded before")
        return
    day = paid_back_on(turn)
    if day:
        turn.say("utter_already_refunded", ref=case.ref, date=day)
    else:
        turn.say("utter_already_refunded_undated", ref=case.ref)
    turn.ask("refused")
    turn.done = True


def paid_back_on(turn: Turn) -> str:
    """Return the day on which the money was paid back, in words, or ""."""
    merchant, settled = turn.merchant, turn.case.settlement or {}
    at = turn.case.record().get("refunded_at") or settled.get("at")
    if merchant is None or not isinstance(at, str):
        return ""
    return due_words(parse_time(at), merchant.zone, merchant.zone_words)


def _asks_again(turn: Turn, understood: Understanding) -> bool:
    if turn.intent in ASKING or (turn.is_asking("person") and turn.intent == "affirm"):
        return True
    return turn.intent not in POLITE and bool(understood.facts)


def _objects_to_a_person(turn: Turn, understood: Understanding) -> bool:
    """Tell whether something new is said to what a person closed: a person reads it, too.

    Facts are the assistant's to decide by; who was abusive is answered no more.
    """
    closed = turn.case.settlement
    if closed is None or closed["outcome"] == "abuse" or understood.facts:
        return False
    words = (turn.message.text or "").split()
    return turn.intent in OBJECTING and len(words) >= FEWEST_WORDS
