"""Say what a word means."""

from __future__ import annotations

from actions.turn_action import TurnAction
from bot.triage.answer_question import answer_meaning
from bot.triage.turn import Turn


class AnswerMeaning(TurnAction):
    """Say what a word means."""

    def name(self) -> str:
        """Return the name that rules call it by."""
        return "action_answer_meaning"

    def act(self, turn: Turn) -> None:
        """Give the turn to the verb."""
        answer_meaning(turn)
