"""Keep a private note: staff read it in the case's history, and no customer ever does."""

from __future__ import annotations

from bot.cases.case import Case
from bot.errors import BadInput
from bot.triage.speak import LONGEST
from bot.triage.staff_step import StaffStep, load_to_speak, marked, note, store


def keep_note(step: StaffStep, text: str) -> Case:
    """Add a note to the case's history; also while a colleague has the case, or it is closed.

    Raises:
        BadInput: there are no words, or too many.
        CaseNotFound: there is no such case, or it is not for them to see.
        StaleAction: another member of staff did something since.
        CaseChanged: somebody stored it at the same moment.
    """
    words = text.strip()
    if not 0 < len(words) <= LONGEST:
        raise BadInput(f"A note has 1 to {LONGEST} characters. This one has {len(words)}.")
    case = load_to_speak(step)
    note(step, case, "noted", text=words, **marked(step))
    return store(step, case)
