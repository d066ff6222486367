"""Ask whether to begin the case again."""

from __future__ import annotations

from actions.turn_action import TurnAction
from bot.triage.start_over import ask_to_start_over
from bot.triage.turn import Turn


class StartOver(TurnAction):
    """Ask whether to begin the case again."""

    def name(self) -> str:
        """Return the name that rules call it by."""
        return "action_start_over"

    def act(self, turn: Turn) -> None:
        """Give the turn to the verb."""
        ask_to_start_over(turn)
