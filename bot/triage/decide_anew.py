"""Decide a case anew for staff, because one of them entered a fact or vouched for the customer."""

from __future__ import annotations

from bot.cases.case import Case
from bot.emails.draft import draft_request, draft_to_copy
from bot.policy.merchant import Merchant
from bot.triage.decide_case import decide_case
from bot.triage.go_on import FILING
from bot.triage.keep_decision import heard, keep_for_staff
from bot.triage.summary import summarise
from bot.triage.turn import Turn


def decide_anew(turn: Turn) -> None:
    """Write decision, summary and draft anew by what is known now; say nothing to the customer.

    What is on its way to the company or sent stays as it is, and so does a draft that the customer
    is being asked about: nothing is sent but what they have read. Where the bot speaks, it tells
    the new decision with its next words, and asks about the new draft.
    """
    case, merchant = turn.case, turn.merchant
    if merchant is None:
        return
    before = heard(case.decision)
    case.summary = summarise(turn)
    keep_for_staff(turn, decide_case(turn.book, case))
    is_filing = (case.open_question or {}).get("name") in FILING
    if case.who_speaks == "bot":
        case.decision = {**(case.decision or {}), "heard": before}
        case.open_question = None if is_filing else case.open_question
    elif not is_filing:
        _draft_anew(turn, case, merchant)


def _draft_anew(turn: Turn, case: Case, merchant: Merchant) -> None:
    draft = case.draft()
    if draft is None or draft.state != "draft" or case.decision is None:
        return
    if merchant.email_to is None:
        new = draft_to_copy(case, merchant, turn.now)
    else:
        new = draft_request(case, case.decision, merchant, turn.now)
    draft.subject, draft.body = new.subject, new.body
