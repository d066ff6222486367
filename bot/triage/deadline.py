"""Until when the refund can be asked for, said once; and a short request filed before it ends."""

from __future__ import annotations

from datetime import timedelta

from bot.emails.draft import draft_request
from bot.policy.decision import Decision
from bot.policy.merchant import Merchant
from bot.triage.both_zones import words_in_both_zones
from bot.triage.button import Button
from bot.triage.decide_case import decide_case
from bot.triage.promise import set_answer_by
from bot.triage.turn import Turn
from bot.values.times import span_words

#: Kept in `Case.told` once it was said, and once the short request was filed.
TOLD, FILED = "deadline", "short request"
#: With these outcomes, time still matters.
_OPEN = ("need_facts", "eligible", "review")


def tell_deadline(turn: Turn, decision: Decision) -> None:
    """Say once until when the customer can ask; offer to file at once where it is near."""
    merchant, by = turn.merchant, decision.deadlines.request_by
    if merchant is None or by is None or decision.outcome not in _OPEN:
        return
    left = by - turn.now
    is_told = TOLD in turn.case.told or turn.is_filed
    if left < timedelta(0) or is_told or not _matters(left, merchant, decision):
        return
    turn.case.told = [*turn.case.told, TOLD]
    words = {
        "by": words_in_both_zones(by, merchant, turn.case.customer_zone),
        "left": span_words(left),
    }
    if _is_near(left, merchant) and merchant.email_to:
        file_now = Button("Send a short request now", "file_now")
        turn.say("utter_deadline_near", file_now, merchant=merchant.name, **words)
    else:
        turn.say("utter_deadline", **words)


def file_now(turn: Turn) -> None:
    """File what is known as a short request, while the time for asking is about to end."""
    merchant = turn.merchant
    if turn.is_onlooker or merchant is None or merchant.email_to is None:
        return
    if turn.case.draft() is not None:
        return
    decision = decide_case(turn.book, turn.case)
    by = decision.deadlines.request_by
    if by is None or FILED in turn.case.told or not _is_near(by - turn.now, merchant):
        return
    email = draft_request(
        turn.case, {**decision.to_json(), "outcome": "need_facts"}, merchant, turn.now
    )
    email.kind, email.state = "short_request", "queued"
    turn.case.emails.append(email)
    turn.case.told = [*turn.case.told, FILED]
    turn.case.status = "pending"
    set_answer_by(turn)
    turn.note("customer", "had a short request filed", to=email.to, subject=email.subject)
    turn.say("utter_filed_short", merchant=merchant.name, ref=turn.case.ref)
    turn.is_told = True


def _matters(left: timedelta, merchant: Merchant, decision: Decision) -> bool:
    """Tell whether there is still something to do before it ends."""
    return decision.outcome == "need_facts" or _is_near(left, merchant)


def _is_near(left: timedelta, merchant: Merchant) -> bool:
    hours = merchant.urgent_within_hours
    return hours is not None and timedelta(0) <= left < timedelta(hours=hours)
