"""Answer what the policy says."""

from __future__ import annotations

from actions.turn_action import TurnAction
from bot.triage.answer_question import answer_policy
from bot.triage.turn import Turn


class AnswerPolicy(TurnAction):
    """Answer what the policy says."""

    def name(self) -> str:
        """Return the name that rules call it by."""
        return "action_answer_policy"

    def act(self, turn: Turn) -> None:
        """Give the turn to the verb."""
        answer_policy(turn)
