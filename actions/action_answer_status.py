"""Answer where the request stands."""

from __future__ import annotations

from actions.turn_action import TurnAction
from bot.triage.answer_status import answer_status
from bot.triage.turn import Turn


class AnswerStatus(TurnAction):
    """Answer where the request stands."""

    def name(self) -> str:
        """Return the name that rules call it by."""
        return "action_answer_status"

    def act(self, turn: Turn) -> None:
        """Give the turn to the verb."""
        answer_status(turn)
