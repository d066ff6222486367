"""Speak: a person's own words to the customer, under the person's first name."""

from __future__ import annotations

from bot.cases.case import Case
from bot.cases.steps import Said
from bot.errors import BadInput
from bot.triage.send_template import require_window
from bot.triage.staff_step import StaffStep, load_to_speak, require_held, store

#: As long as a customer's own message may be.
LONGEST = 4000


def speak(step: StaffStep, text: str) -> Case:
    """Say something to the customer of the case that the person has.

    Raises:
        BadInput: there are no words, or too many.
        CaseNotFound: there is no such case, or it is not for them to see.
        NotAllowed: it is not they who speak in it, or the channel takes no free words any more.
        StaleAction: another member of staff did something since.
        CaseChanged: somebody stored it at the same moment.
    """
    words = text.strip()
    if not words:
        raise BadInput("There are no words to say. Write some.")
    if len(words) > LONGEST:
        raise BadInput(f"These are {len(words)} characters. Write at most {LONGEST}.")
    case = load_to_speak(step)
    require_held(step, case)
    require_window(step, case)
    return store(
        step, case, [Said(words, name=step.by.called, mark=step.mark or None)], author="staff"
    )
