"""Show the whole email."""

from __future__ import annotations

from actions.turn_action import TurnAction
from bot.triage.read_email import read_email
from bot.triage.turn import Turn


class ReadEmail(TurnAction):
    """Show the whole email."""

    def name(self) -> str:
        """Return the name that rules call it by."""
        return "action_read_email"

    def act(self, turn: Turn) -> None:
        """Give the turn to the verb."""
        read_email(turn)
