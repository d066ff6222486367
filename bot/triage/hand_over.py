"""Hand a case to a person, with all that the person needs to decide."""

from __future__ import annotations

from bot.cases.states import pass_on
from bot.emails.draft import OUTCOMES, draft_request
from bot.triage.decide_case import decide_case
from bot.triage.keep_decision import keep_for_staff
from bot.triage.promise import answer_by_words, set_answer_by
from bot.triage.say_hours import say_hours
from bot.triage.summary import summarise
from bot.triage.turn import Turn


def hand_over(turn: Turn, reason: str) -> None:
    """Make the case wait for a person, and say what happens next and by when.

    Args:
        turn: the message and its case; a case that waits already is left as it is.
        reason: why a person is needed, for staff ("asked", "conflict", "failed", …).
    """
    if turn.case.who_speaks == "waiting":
        _say_is_waiting(turn)
    if turn.case.who_speaks != "bot":
        return
    prepare_for_person(turn, reason)
    _draft_for_person(turn)
    if turn.case.answer_by is None:
        turn.say("utter_handed_over_no_company", ref=turn.case.ref)
    else:
        turn.say("utter_handed_over", ref=turn.case.ref, answer_by=answer_by_words(turn))
    say_hours(turn)
    turn.case.open_question = None
    turn.done = True


def _say_is_waiting(turn: Turn) -> None:
    if turn.case.answer_by is None:
        turn.say("utter_still_waiting_no_company", ref=turn.case.ref)
    else:
        turn.say("utter_is_waiting", ref=turn.case.ref, answer_by=answer_by_words(turn))
    turn.done = True


def prepare_for_person(turn: Turn, reason: str) -> None:
    """Make the case wait, with its summary and its decision so far; say nothing."""
    case = turn.case
    pass_on(case, "ask_person", at=turn.now, actor="bot")
    case.reason = reason
    set_answer_by(turn)
    bring_up_to_date(turn)


def bring_up_to_date(turn: Turn) -> None:
    """Write summary and decision anew for staff, by what is known now."""
    case = turn.case
    if turn.merchant is None:
        return
    if case.answer_by is None:
        set_answer_by(turn)
    case.summary = summarise(turn)
    keep_for_staff(turn, decide_case(turn.book, case))


def _draft_for_person(turn: Turn) -> None:
    """Leave the person a draft to work with, where there is somebody to write to."""
    case, merchant = turn.case, turn.merchant
    if merchant is None or merchant.email_to is None or case.decision is None:
        return
    writable = set(OUTCOMES) - {"need_facts"}
    if case.decision["outcome"] in writable and case.draft() is None:
        case.emails.append(draft_request(case, case.decision, merchant, turn.now))
