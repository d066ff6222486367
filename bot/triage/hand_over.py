"""Hand a case to a person, with all that the person needs to decide."""

from __future__ import annotations

from bot.cases.states import pass_on
from bot.emails.draft import draft_request
from bot.triage.decide_case import decide_case
from bot.triage.promise import answer_by_words, set_answer_by
from bot.triage.summary import summarise
from bot.triage.turn import Turn


def hand_over(turn: Turn, reason: str) -> None:
    """Make the case wait for a person, and say what happens next and by when.

    Args:
        turn: the message and its case; a case that waits already is left as it is.
        reason: why a person is needed, for staff ("asked", "conflict", "failed", …).
    """
    if turn.case.who_speaks != "bot":
        return
    prepare_for_person(turn, reason)
    if turn.case.answer_by is None:
        turn.say("utter_handed_over_no_company", ref=turn.case.ref)
    else:
        turn.say("utter_handed_over", ref=turn.case.ref, answer_by=answer_by_words(turn))
    turn.case.open_question = None
    turn.answered = True


def prepare_for_person(turn: Turn, reason: str) -> None:
    """Make the case wait, with its summary, its decision so far and a draft; say nothing."""
    case = turn.case
    pass_on(case, "ask_person", at=turn.now, actor="bot")
    case.reason = reason
    set_answer_by(turn)
    bring_up_to_date(turn)


def bring_up_to_date(turn: Turn) -> None:
    """Write summary, decision and draft anew for staff, by what is known now."""
    case = turn.case
    if turn.merchant is not None:
        if case.answer_by is None:
            set_answer_by(turn)
        case.summary = summarise(turn)
        decision = decide_case(turn.book, case)
        case.decision = decision.to_json()
        if turn.merchant.email_to and decision.outcome != "need_facts" and case.draft() is None:
            case.emails.append(draft_request(case, case.decision, turn.merchant, turn.now))
