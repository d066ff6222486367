"""Hand back: the bot speaks again, and goes on by all that is known now."""

from __future__ import annotations

from bot.cases.case import Case
from bot.cases.decided import told_decision
from bot.cases.states import pass_on
from bot.triage.go_on import go_on
from bot.triage.in_words import in_words
from bot.triage.staff_step import StaffStep, load_to_decide, require_held, store
from bot.triage.staff_turn import staff_turn


def hand_back(step: StaffStep) -> Case:
    """Let the bot decide anew, by what the person entered too, and say the next thing.

    Raises:
        CaseNotFound: there is no such case, or it is not for them to see.
        NotAllowed: they do not speak in it; a case that waits may be handed back by anybody.
        StaleAction: anything was done in it since.
        CaseChanged: somebody stored it at the same moment.
    """
    case = load_to_decide(step)
    if case.who_speaks == "human":
        require_held(step, case)
    pass_on(case, "hand_back", step.at, step.by.name)
    case.open_question = None
    # What was worked out for staff meanwhile, the customer has never heard.
    case.decision = told_decision(step.session, case)
    turn = staff_turn(step, case)
    turn.say("utter_handed_back")
    go_on(turn)
    words = [in_words(step.replies, say, turn.merchant) for say in turn.said]
    return store(step, case, words)
