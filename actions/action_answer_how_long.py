"""Answer how long it takes."""

from __future__ import annotations

from actions.turn_action import TurnAction
from bot.triage.answer_question import answer_how_long
from bot.triage.turn import Turn


class AnswerHowLong(TurnAction):
    """Answer how long it takes."""

    def name(self) -> str:
        """Return the name that rules call it by."""
        return "action_answer_how_long"

    def act(self, turn: Turn) -> None:
        """Give the turn to the verb."""
        answer_how_long(turn)
