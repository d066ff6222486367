"""Give the facts of the message to the case."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker

from actions.turn_action import TurnAction
from bot.triage.take_facts import take_facts
from bot.triage.turn import Turn
from bot.understand.as_entities import from_entities


class TakeFacts(TurnAction):
    """Give the facts of the message to the case; the first action of every rule."""

    def name(self) -> str:
        """Return the name that rules call it by."""
        return "action_take_facts"

    def understand(self, turn: Turn, tracker: Tracker) -> None:
        """Take the intent and the entities from Rasa."""
        heard: dict[str, Any] = tracker.latest_message
        turn.intent = heard["intent"]["name"]
        turn.understood = from_entities(heard["entities"])

    def act(self, turn: Turn) -> None:
        """Give the turn to the verb."""
        take_facts(turn)
