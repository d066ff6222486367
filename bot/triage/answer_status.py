"""Answer "where is my refund?": for this case, or for one whose reference is typed."""

from __future__ import annotations

from bot.triage.follow_up import offer_follow_up
from bot.triage.say_status import say_status
from bot.triage.turn import Turn
from bot.values.ids import references_in


def answer_status(turn: Turn) -> None:
    """Say how the request stands; where there is none yet, ask which one is meant."""
    if turn.done or answer_reference(turn):
        return
    case = turn.case
    if case.status == "open" and case.who_speaks == "bot":
        _ask_which(turn)
        return
    say_status(turn, case)
    offer_follow_up(turn)
    turn.done = True


def answer_any_reference(turn: Turn) -> None:
    """Say how the case stands that a message names, unless it tells facts of this very case."""
    if not (turn.took and turn.case.ref in references_in(turn.message.text or "")):
        answer_reference(turn)


def answer_reference(turn: Turn) -> bool:
    """Say how the case stands whose reference the message names; return whether it names one."""
    refs = references_in(turn.message.text or "")
    if not refs:
        return False
    ref = refs[0]
    if ref == turn.case.ref:
        say_status(turn, turn.case)
        offer_follow_up(turn)
    else:
        found = turn.lookups.case_by_ref(ref)
        if found is None:
            turn.say("utter_unknown_reference", ref=ref)
        elif found.id == turn.case.id:
            say_status(turn, turn.case)
            offer_follow_up(turn)
        else:
            say_status(turn, found)
    turn.note("customer", "asked how a case stands", ref=ref)
    turn.done = True
    return True


def _ask_which(turn: Turn) -> None:
    """Nothing is filed here: either another request is meant, or this one is still to be sent."""
    if turn.case.facts:
        turn.say("utter_status_open", ref=turn.case.ref, since="")
        return
    turn.say("utter_which_request")
    turn.ask("identity", "transaction_id")
    turn.done = turn.merchant is not None
