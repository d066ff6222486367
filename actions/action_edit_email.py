"""Change the email as the customer says."""

from __future__ import annotations

from actions.turn_action import TurnAction
from bot.triage.edit_email import edit_email
from bot.triage.turn import Turn


class EditEmail(TurnAction):
    """Change the email as the customer says."""

    def name(self) -> str:
        """Return the name that rules call it by."""
        return "action_edit_email"

    def act(self, turn: Turn) -> None:
        """Give the turn to the verb."""
        edit_email(turn)
