"""Begin the case again: forget what was told, after asking."""

from __future__ import annotations

from bot.triage.turn import Turn


def ask_to_start_over(turn: Turn) -> None:
    """Ask whether to begin again; a case that a person or the company has cannot be."""
    case = turn.case
    if case.who_speaks == "closed":
        return
    if case.who_speaks != "bot" or case.status != "open":
        turn.say("utter_cannot_start_over", ref=case.ref)
        turn.done = True
    elif case.facts:
        turn.say("utter_really_start_over")
        turn.ask("start_over")
        turn.done = True


def start_over(turn: Turn) -> None:
    """Forget the facts, the decision and the draft; the history keeps that they were."""
    case = turn.case
    case.facts.clear()
    case.emails[:] = [email for email in case.emails if email.state != "draft"]
    case.proved, case.confirmed, case.decision = False, False, None
    case.open_question, case.told = None, []
    turn.note("customer", "started again")
    turn.say("utter_started_over")
