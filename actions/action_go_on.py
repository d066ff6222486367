"""Say the next thing on the case."""

from __future__ import annotations

from actions.turn_action import TurnAction
from bot.triage.go_on import go_on
from bot.triage.turn import Turn


class GoOn(TurnAction):
    """Say the next thing on the case."""

    def name(self) -> str:
        """Return the name that rules call it by."""
        return "action_go_on"

    def act(self, turn: Turn) -> None:
        """Give the turn to the verb."""
        go_on(turn)
