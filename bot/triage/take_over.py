"""Take over: from now on a person speaks, and the bot does not.

A turn that is under way finds the case changed when it is stored, and its words stay unsaid; see
`bot/channels/door.py`.
"""

from __future__ import annotations

from bot.cases.case import Case
from bot.cases.hold import hold, holder
from bot.cases.roles import require
from bot.cases.states import pass_on
from bot.triage.in_words import in_words
from bot.triage.staff_step import StaffStep, load_to_speak, store
from bot.triage.turn import Say


def take_over(step: StaffStep) -> Case:
    """Speak with the customer instead of the bot, or of a colleague; the customer is told who.

    Who has the case already keeps it on, and nothing is said.

    Raises:
        CaseNotFound: there is no such case, or it is not for them to see.
        NotAllowed: a colleague has the case and they may not take it from them, or it is closed.
        StaleAction: another member of staff did something since.
        CaseChanged: somebody stored it at the same moment.
    """
    case = load_to_speak(step)
    if case.who_speaks == "human" and case.held_by == step.by.name:
        return store(step, case)
    colleague = holder(case, step.at)
    if colleague is not None:
        require(step.by, "take_from_another")
    pass_on(case, "take_over", step.at, step.by.name, {"had": case.held_by})
    case.open_question = None
    hold(case, step.by.name, step.at)
    merchant = step.book.merchants.get(case.merchant or "")
    here = Say("utter_person_is_here", {"name": step.by.called})
    return store(step, case, [in_words(step.replies, here, merchant)])
