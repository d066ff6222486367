"""Withdraw the request because the customer no longer wants it."""

from __future__ import annotations

from actions.turn_action import TurnAction
from bot.triage.turn import Turn
from bot.triage.withdraw_request import withdraw_request


class WithdrawRequest(TurnAction):
    """Withdraw the request because the customer no longer wants it."""

    def name(self) -> str:
        """Return the name that rules call it by."""
        return "action_withdraw_request"

    def act(self, turn: Turn) -> None:
        """Give the turn to the verb."""
        withdraw_request(turn)
