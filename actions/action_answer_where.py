"""Say where the customer finds what is asked for."""

from __future__ import annotations

from actions.turn_action import TurnAction
from bot.triage.answer_question import answer_where
from bot.triage.turn import Turn


class AnswerWhere(TurnAction):
    """Say where the customer finds what is asked for."""

    def name(self) -> str:
        """Return the name that rules call it by."""
        return "action_answer_where"

    def act(self, turn: Turn) -> None:
        """Give the turn to the verb."""
        answer_where(turn)
