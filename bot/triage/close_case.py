"""Close: a person ends a case, with how it ended and why.

Where money was asked for and decided about, that is settling it (`settle_case`), and the customer
is told what became of it. Else the case just ends: there was nothing to refund, or nobody there.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.cases.case import Case
from bot.cases.states import pass_on
from bot.cases.steps import Said, say_to_last
from bot.errors import BadInput, NotAllowed
from bot.triage.in_words import in_words
from bot.triage.settle_case import OUTCOMES, Settlement, drop_queued_requests, settle_loaded
from bot.triage.speak import LONGEST
from bot.triage.staff_step import StaffStep, load_to_decide, note, store
from bot.triage.turn import Say
from bot.values.times import iso

#: How a case may end besides being settled: its words for the customer, "" where nothing is said.
ENDINGS = {
    "answered": "utter_closed_answered",
    "no_reply": "utter_closed_no_reply",
    "no_request": "utter_closed_answered",
    "abuse": "",
}


@dataclass(frozen=True)
class Closing:
    """How a case ends.

    `outcome` is one of `settle_case.OUTCOMES` or of `ENDINGS`, `reason` why, for staff alone,
    `words` what the customer reads besides, `amount` what was paid back, as "1000.00".
    """

    outcome: str
    reason: str
    words: str = ""
    amount: str | None = None


def close_case(step: StaffStep, closing: Closing) -> Case:
    """End the case, or with "processing" let it wait for the money.

    Raises:
        BadInput: the outcome is unknown, the reason is missing, the amount cannot be, or there are
            too many words, or words where the customer hears nothing.
        CaseNotFound: there is no such case, or it is not for them to see.
        NotAllowed: a colleague has the case, or it cannot end so.
        StaleAction: anything was done in it since.
        CaseChanged: somebody stored it at the same moment.
    """
    if not closing.reason.strip():
        raise BadInput("Why the case is closed is missing. Say it in a few words.")
    if closing.outcome not in (*OUTCOMES, *ENDINGS):
        known = ", ".join((*OUTCOMES, *ENDINGS))
        raise BadInput(f"'{closing.outcome}' is no way for a case to end. Use one of: {known}.")
    _check_words(closing)
    case = load_to_decide(step, "close")
    note(step, case, "gave the reason", reason=closing.reason.strip(), outcome=closing.outcome)
    return (
        _settle(step, case, closing) if closing.outcome in OUTCOMES else _end(step, case, closing)
    )


def _check_words(closing: Closing) -> None:
    words = closing.words.strip()
    if len(words) > LONGEST:
        raise BadInput(
            f"The words to the customer have {len(words):,} characters. Write at most {LONGEST:,}."
        )
    if words and closing.outcome in ENDINGS and not ENDINGS[closing.outcome]:
        raise BadInput("With this ending the customer hears nothing. Take your words to them out.")


def _settle(step: StaffStep, case: Case, closing: Closing) -> Case:
    settlement = Settlement(
        closing.outcome, step.by.name, closing.amount, closing.words.strip(), step.by.called
    )
    return settle_loaded(step.session, step.book, step.replies, case, settlement, step.at)


def _end(step: StaffStep, case: Case, closing: Closing) -> Case:
    if closing.amount is not None:
        raise BadInput(f"An amount does not belong to '{closing.outcome}'. Leave it out.")
    if case.status not in ("open", "closed"):
        raise NotAllowed(f"The company has the request of case {case.ref}. Settle it instead.")
    case.settlement = {
        "outcome": closing.outcome,
        "amount": None,
        "words": closing.words.strip(),
        "at": iso(step.at, "UTC"),
    }
    case.status = "closed"
    drop_queued_requests(case)
    pass_on(case, "close", step.at, step.by.name, {"outcome": closing.outcome})
    response = ENDINGS[closing.outcome]
    said = [Said(closing.words.strip(), name=step.by.called)] if closing.words.strip() else []
    store(step, case, said, author="staff")
    if response:
        merchant = step.book.merchants.get(case.merchant or "")
        words = in_words(step.replies, Say(response, {"ref": case.ref}), merchant)
        say_to_last(step.session, case, [words], step.at)
    return case
