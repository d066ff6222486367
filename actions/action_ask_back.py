"""Ask which of two likely readings was meant."""

from __future__ import annotations

from rasa_sdk import Tracker

from actions.turn_action import TurnAction
from bot.triage.not_understood import ask_back
from bot.triage.turn import Turn


class AskBack(TurnAction):
    """Ask which of two likely readings was meant."""

    def name(self) -> str:
        """Return the name that rules call it by."""
        return "action_ask_back"

    def understand(self, turn: Turn, tracker: Tracker) -> None:
        """Take the likeliest intents from Rasa."""
        ranking = tracker.latest_message.get("intent_ranking") or []
        turn.likeliest = [intent["name"] for intent in ranking]

    def act(self, turn: Turn) -> None:
        """Give the turn to the verb."""
        ask_back(turn, turn.likeliest)
