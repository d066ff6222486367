"""Answer why the bot asks."""

from __future__ import annotations

from actions.turn_action import TurnAction
from bot.triage.answer_question import answer_why
from bot.triage.turn import Turn


class AnswerWhy(TurnAction):
    """Answer why the bot asks."""

    def name(self) -> str:
        """Return the name that rules call it by."""
        return "action_answer_why"

    def act(self, turn: Turn) -> None:
        """Give the turn to the verb."""
        answer_why(turn)
