"""Ask for what is missing, with one click: the bot's own question, while a person speaks.

The question stays open as one that a person asked, so the answer is the only thing that the bot
hears meanwhile: `hear_for_person` takes it into the facts, and says nothing. What was asked before
and not answered stays open beside it.
"""

from __future__ import annotations

from bot.cases.case import Case
from bot.cases.inbox import ASKED_BY_PERSON, asked_by_person
from bot.errors import BadInput
from bot.policy.facts import FACTS
from bot.triage.ask import question_about
from bot.triage.in_words import in_words
from bot.triage.send_template import require_window
from bot.triage.staff_step import StaffStep, load_to_speak, marked, note, require_held, store
from bot.triage.staff_turn import staff_turn
from bot.triage.turn import Say

#: Asked for as facts are, and taken into none: a person reads it.
PROOF = "proof"


def ask_for(step: StaffStep, name: str) -> Case:
    """Ask the customer for a fact, or for `PROOF`.

    Raises:
        BadInput: the fact is unknown or in the records alone, or the company is not known yet.
        CaseNotFound: there is no such case, or it is not for them to see.
        NotAllowed: it is not they who speak in it, or WhatsApp takes no free words any more.
        StaleAction: another member of staff did something since.
        CaseChanged: somebody stored it at the same moment.
    """
    if name != PROOF and (name not in FACTS or not can_be_asked(step, name)):
        raise BadInput(f"Customers cannot be asked for '{name}'. Choose another fact.")
    case = load_to_speak(step)
    require_held(step, case)
    require_window(step, case)
    turn = staff_turn(step, case)
    if turn.merchant is None:
        raise BadInput(f"The company of case {case.ref} is not known yet. Ask for it in words.")
    if name == PROOF:
        question = Say("utter_ask_proof")
    else:
        question = question_about(turn, name)
        asked = [name, *(one for one in asked_by_person(case) if one != name)]
        case.open_question = {"name": ASKED_BY_PERSON, "fact": name, "asked": asked}
    note(step, case, "asked for", fact=name, **marked(step))
    return store(step, case, [in_words(step.replies, question, turn.merchant)])


def can_be_asked(step: StaffStep, name: str) -> bool:
    """Tell whether there is a question for a fact, so that a page may offer to ask for it."""
    return not FACTS[name].record_only and step.replies.has(f"utter_ask_{name}")
