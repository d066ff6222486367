"""Block an abusive sender, and lift it: their words are kept for staff, and the bot is silent."""

from __future__ import annotations

from bot.cases.blocked import block, is_blocked, lift
from bot.cases.case import Case
from bot.cases.roles import may
from bot.cases.steps import last_to_write
from bot.errors import BadInput
from bot.triage.in_words import in_words
from bot.triage.staff_step import StaffStep, load_to_speak, note, require_free, store
from bot.triage.turn import Say


def block_sender(step: StaffStep, reason: str) -> Case:
    """Block whoever wrote last in the case; they are told once, kindly, and hear no more.

    Raises:
        BadInput: no reason is given, or the sender is blocked already.
        CaseNotFound: there is no such case, or it is not for them to see.
        NotAllowed: their role does not allow it, or a colleague has the case.
        StaleAction: another member of staff did something since.
        CaseChanged: somebody stored it at the same moment.
    """
    if not reason.strip():
        raise BadInput("Why the sender is blocked is missing. Say it in a few words.")
    case = _load(step)
    whom = last_to_write(step.session, case)
    if is_blocked(step.session, whom.channel, whom.sender):
        raise BadInput(f"The sender of case {case.ref} is blocked already. Nothing is left to do.")
    block(step.session, case, whom, step.at, step.by.name)
    note(step, case, "blocked the sender", channel=whom.channel, reason=reason.strip())
    merchant = step.book.merchants.get(case.merchant or "")
    kindly = in_words(step.replies, Say("utter_blocked", {"ref": case.ref}), merchant)
    return store(step, case, [kindly])


def lift_block(step: StaffStep, reason: str) -> Case:
    """Let whoever wrote last in the case be heard again.

    Raises:
        BadInput: no reason is given, or the sender is not blocked.
        CaseNotFound: there is no such case, or it is not for them to see.
        NotAllowed: their role does not allow it, or a colleague has the case.
        StaleAction: another member of staff did something since.
        CaseChanged: somebody stored it at the same moment.
    """
    if not reason.strip():
        raise BadInput("Why the sender may be heard again is missing. Say it in a few words.")
    case = _load(step)
    whom = last_to_write(step.session, case)
    if not lift(step.session, whom, step.at, step.by.name):
        raise BadInput(f"The sender of case {case.ref} is not blocked. Nothing is left to do.")
    note(step, case, "lifted the block", channel=whom.channel, reason=reason.strip())
    return store(step, case)


def _load(step: StaffStep) -> Case:
    """Load it where nobody else has it; who may take it from a colleague need not ask them."""
    case = load_to_speak(step, "block")
    if not may(step.by, "take_from_another"):
        require_free(step, case)
    return case
