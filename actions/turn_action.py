"""What all actions share: run a verb on the current turn, and say what it said."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.triage.turn import Say, Turn, current


class TurnAction(Action, ABC):
    """An action that gives the current turn to a verb of bot/triage."""

    @abstractmethod
    def act(self, turn: Turn) -> None:
        """Give the turn to the verb."""

    def understand(self, turn: Turn, tracker: Tracker) -> None:
        """Take from Rasa what the verb needs; most verbs need the turn alone."""

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],  # noqa: ARG002 -- Rasa passes it.
    ) -> list[dict[str, Any]]:
        """Run the verb in a thread, since it may ask the database, and utter what it said."""
        turn = current()
        self.understand(turn, tracker)
        already = len(turn.said)
        await asyncio.to_thread(self.act, turn)
        for say in turn.said[already:]:
            utter(dispatcher, say)
        return []


def utter(dispatcher: CollectingDispatcher, say: Say) -> None:
    """Utter one response with its values and its own buttons."""
    buttons = [{"title": button.title, "payload": button.means} for button in say.buttons]
    dispatcher.utter_message(response=say.response, buttons=buttons, **say.values)
