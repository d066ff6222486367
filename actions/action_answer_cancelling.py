"""Answer what cancelling the service does."""

from __future__ import annotations

from actions.turn_action import TurnAction
from bot.triage.answer_question import answer_cancelling
from bot.triage.turn import Turn


class AnswerCancelling(TurnAction):
    """Answer what cancelling the service does."""

    def name(self) -> str:
        """Return the name that rules call it by."""
        return "action_answer_cancelling"

    def act(self, turn: Turn) -> None:
        """Give the turn to the verb."""
        answer_cancelling(turn)
