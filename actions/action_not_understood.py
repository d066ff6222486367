"""Say that the message was not understood."""

from __future__ import annotations

from actions.turn_action import TurnAction
from bot.triage.not_understood import not_understood
from bot.triage.turn import Turn


class NotUnderstood(TurnAction):
    """Say that the message was not understood."""

    def name(self) -> str:
        """Return the name that rules call it by."""
        return "action_not_understood"

    def act(self, turn: Turn) -> None:
        """Give the turn to the verb."""
        not_understood(turn)
