"""File a short request before the time for asking ends."""

from __future__ import annotations

from actions.turn_action import TurnAction
from bot.triage.deadline import file_now
from bot.triage.turn import Turn


class FileNow(TurnAction):
    """File a short request before the time for asking ends."""

    def name(self) -> str:
        """Return the name that rules call it by."""
        return "action_file_now"

    def act(self, turn: Turn) -> None:
        """Give the turn to the verb."""
        file_now(turn)
