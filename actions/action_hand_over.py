"""Hand the case to a person because the customer wants one."""

from __future__ import annotations

from actions.turn_action import TurnAction
from bot.triage.hand_over import hand_over
from bot.triage.turn import Turn


class HandOver(TurnAction):
    """Hand the case to a person because the customer wants one."""

    def name(self) -> str:
        """Return the name that rules call it by."""
        return "action_hand_over"

    def act(self, turn: Turn) -> None:
        """Give the turn to the verb."""
        hand_over(turn, "asked")
