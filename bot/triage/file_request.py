"""Prepare the email to the company, and file it on the customer's yes."""

from __future__ import annotations

from bot.emails.draft import draft_copy, draft_request, draft_to_copy
from bot.emails.fact_lines import known_facts
from bot.triage.ask import ask_fact
from bot.triage.copy_email import wants_to_copy
from bot.triage.hand_over import hand_over
from bot.triage.promise import answer_by_words, set_answer_by
from bot.triage.read_email import read_email
from bot.triage.turn import Turn

#: Kept in `Case.told` once the customer knows that there is an email.
SHOWN = "email"


def offer_to_file(turn: Turn) -> None:
    """Ask for what the company's email still needs, else show the draft and ask for a yes.

    A draft that the customer has seen already is not shown again.
    """
    merchant = turn.merchant
    if merchant is None or (merchant.email_to is None and not wants_to_copy(turn)):
        return
    if merchant.email_to is not None and _cannot_be_found(turn):
        turn.say("utter_cannot_file", merchant=merchant.name)
        hand_over(turn, "not identifiable")
        turn.done = True
        return
    needed = _next_need(turn)
    if needed is not None:
        # Staff find a draft even if the customer leaves now; the answer changes it, so it is shown.
        _redraft(turn)
        ask_fact(turn, needed, "need")
        return
    is_new = _redraft(turn)
    if merchant.email_to is None:
        if is_new:
            read_email(turn)
            turn.say("utter_copy_it", merchant=merchant.name)
            turn.ask("anything_else")
            turn.done = True
        return
    first = SHOWN not in turn.case.told
    if is_new and first:
        draft = turn.case.emails[-1]
        turn.say("utter_draft", merchant=merchant.name, subject=draft.subject)
        turn.case.told = [*turn.case.told, SHOWN]
    turn.say("utter_ask_file" if first else "utter_ask_file_again", merchant=merchant.name)
    turn.ask("file")
    turn.done = True


def _cannot_be_found(turn: Turn) -> bool:
    """Tell whether the company could not find the purchase by what the customer can say."""
    known = known_facts(turn.case)
    named = ("account_email", "transaction_id", "payment_reference")
    is_asked = {"account_email", "transaction_id"} <= turn.case.unknowable()
    return is_asked and not any(known.get(name) for name in named)


def file_request(turn: Turn) -> None:
    """Send the drafted request to the company, once, and a copy to a proved customer."""
    draft, merchant = turn.case.draft(), turn.merchant
    if draft is None or draft.state != "draft" or merchant is None or merchant.email_to is None:
        return
    if turn.case.decision is not None:
        # Whether it is urgent is true at its own moment; the rest is what the customer has read.
        draft.subject = draft_request(turn.case, turn.case.decision, merchant, turn.now).subject
    draft.state = "queued"
    turn.case.status = "pending"
    set_answer_by(turn)
    turn.note("customer", "had the request filed", to=draft.to, subject=draft.subject)
    answer_by = answer_by_words(turn)
    turn.say("utter_filed", ref=turn.case.ref, merchant=merchant.name, answer_by=answer_by)
    _send_copy(turn)
    turn.ask("anything_else")
    turn.done = True


def _send_copy(turn: Turn) -> None:
    """Queue a copy; nobody but a proved customer gets one, at the address on record."""
    merchant = turn.merchant
    copy = draft_copy(turn.case, merchant, turn.now) if merchant else None
    if copy is None:
        return
    copy.state = "queued"
    turn.case.emails.append(copy)
    turn.say("utter_copy_sent", email=copy.to)


def _next_need(turn: Turn) -> str | None:
    """Return the first fact that the company's email must contain and nobody was asked for."""
    merchant, case = turn.merchant, turn.case
    if merchant is None:
        return None
    known = known_facts(case)
    needs = merchant.needs_in_email(str(known.get("product")))
    asked = case.unknowable()
    return next((name for name in needs if known.get(name) is None and name not in asked), None)


def _redraft(turn: Turn) -> bool:
    """Write the draft anew; return whether the customer would read something new."""
    case, merchant = turn.case, turn.merchant
    if merchant is None or case.decision is None:
        return False
    old = case.draft()
    if old is not None and old.state != "draft":
        # What was sent before the case was reopened stays as it was sent.
        old = None
    if merchant.email_to is None:
        new = draft_to_copy(case, merchant, turn.now)
    else:
        new = draft_request(case, case.decision, merchant, turn.now)
    if old is not None and old.body == new.body:
        return False
    if old is not None:
        case.emails.remove(old)
    case.emails.append(new)
    return True
