"""Remind the company once a promised date has passed: drafted, read by the customer, and sent."""

from __future__ import annotations

from bot.cases.case import Email
from bot.emails.follow_up import draft_follow_up
from bot.triage.say_status import due_at, in_merchants_words
from bot.triage.turn import Turn


def offer_follow_up(turn: Turn) -> None:
    """Show a reminder to the company where its date has passed, and ask whether to send it.

    For each date there is one reminder at most; where it was sent, that is said.
    """
    case, merchant = turn.case, turn.merchant
    due = due_at(case)
    if due is None or due >= turn.now or case.status not in ("pending", "processing"):
        return
    if merchant is None or merchant.email_to is None:
        return
    sent = next((e for e in _follow_ups(turn) if e.state != "draft" and e.at > due), None)
    if sent is not None:
        turn.say("utter_follow_up_sent_before", date=in_merchants_words(turn, case, sent.at))
        return
    _drop_drafts(turn)
    draft = draft_follow_up(case, merchant, due, turn.now)
    case.emails.append(draft)
    turn.say("utter_follow_up", merchant=merchant.name, subject=draft.subject, body=draft.body)
    turn.ask("follow_up")
    turn.done = True


def reply_to_follow_up(turn: Turn) -> None:
    """Send the reminder on a yes, and not on a no."""
    if not turn.is_asking("follow_up") or turn.intent not in ("affirm", "deny") or turn.took:
        return
    merchant = turn.merchant
    draft = next((email for email in _follow_ups(turn) if email.state == "draft"), None)
    if turn.intent == "affirm" and draft is not None and merchant is not None:
        draft.state, draft.at = "queued", turn.now
        turn.note("customer", "had a reminder sent", to=draft.to, subject=draft.subject)
        turn.say("utter_follow_up_sent", merchant=merchant.name, ref=turn.case.ref)
    else:
        _drop_drafts(turn)
        turn.say("utter_follow_up_not_sent")
    turn.case.open_question = None
    turn.done = True


def _follow_ups(turn: Turn) -> list[Email]:
    return [email for email in turn.case.emails if email.kind == "follow_up"]


def _drop_drafts(turn: Turn) -> None:
    for email in _follow_ups(turn):
        if email.state == "draft":
            turn.case.emails.remove(email)
