"""When answering failed: say so in one honest sentence, and call a person."""

from __future__ import annotations

from bot.cases.states import pass_on
from bot.triage.promise import set_answer_by
from bot.triage.say_hours import say_hours
from bot.triage.turn import Turn


def apologise(turn: Turn) -> None:
    """Make the case wait for a person and say what happened. Uses nothing that may have failed."""
    starts_to_wait = turn.case.who_speaks == "bot"
    if starts_to_wait:
        pass_on(turn.case, "ask_person", at=turn.now, actor="bot")
        turn.case.reason = "failed"
        set_answer_by(turn)
    turn.note("bot", "failed to answer", message=turn.message.id)
    turn.say("utter_sorry", ref=turn.case.ref)
    if starts_to_wait:
        say_hours(turn)
