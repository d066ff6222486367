"""Vouch for a customer: a person has made sure who they are, in a way that the bot cannot."""

from __future__ import annotations

from bot.cases.case import Case, CaseFact
from bot.cases.ledger import find_purchase
from bot.cases.paid_back import with_paid_back
from bot.errors import BadInput
from bot.triage.decide_anew import decide_anew
from bot.triage.staff_step import StaffStep, load_to_decide, note, require_open, store
from bot.triage.staff_turn import staff_turn


def vouch_for(step: StaffStep, how: str) -> Case:
    """Let the records count in the case, and bring in those of the purchase that it names.

    What a person entered as record stays as they entered it. It is decided anew, for staff alone.

    Raises:
        BadInput: how they made sure is not said, or the purchase is not known.
        CaseNotFound: there is no such case, or it is not for them to see.
        NotAllowed: a colleague has the case, or it is closed.
        StaleAction: anything was done in it since.
        CaseChanged: somebody stored it at the same moment, or the purchase has another open case.
    """
    if not how.strip():
        raise BadInput("How you made sure who the customer is, is not said. Say it in a few words.")
    case = load_to_decide(step)
    require_open(case)
    named = {**case.claim(), **case.record()}.get("transaction_id")
    if case.merchant is None or named is None:
        raise BadInput(f"Case {case.ref} names no purchase yet. Enter its transaction ID first.")
    purchase = find_purchase(step.session, case.merchant, str(named))
    if purchase is not None:
        known = case.record()
        facts = with_paid_back(step.session, purchase).facts()
        new = [CaseFact(n, "record", v, step.at) for n, v in facts.items() if n not in known]
        case.facts.extend(new)
        case.purchase_key = purchase.transaction_key
    case.proved = True
    note(step, case, "vouched for the customer", how=how.strip())
    decide_anew(staff_turn(step, case))
    return store(step, case)
