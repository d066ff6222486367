"""Rasa component: the last word on what a message is for.

A thin shell around `bot.nlu.settling`, where the order of the arguments stands: what a pressed
button means, a bare yes or no, facts, and how sure the classifier is.
"""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.settling import Guess, Heard, Thresholds, merge, settle
from bot.understand.as_entities import from_entities


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class SettleIntent(GraphComponent):
    """Replace the classifier's intent by the settled one; the ranking begins with it."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`sure` and `heard` are probabilities; `taken_for` renames an intent by another."""
        return {"sure": 0.5, "heard": 0.25, "taken_for": {}}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,  # noqa: ARG003 -- Rasa passes it by name.
        resource: Resource,  # noqa: ARG003 -- The same.
        execution_context: ExecutionContext,  # noqa: ARG003 -- The same.
    ) -> GraphComponent:
        """Build it; there is nothing to load."""
        return cls(config)

    def __init__(self, config: dict[str, Any]) -> None:
        self._thresholds = Thresholds(sure=config["sure"], heard=config["heard"])
        self._taken_for: dict[str, str] = config["taken_for"]

    def process(self, messages: list[Message]) -> list[Message]:
        """Settle each message's intent."""
        for message in messages:
            ranking = settle(self._heard(message), self._thresholds)
            as_rasa = [{"name": guess.intent, "confidence": guess.confidence} for guess in ranking]
            message.set(INTENT, as_rasa[0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, as_rasa, add_to_output=True)
        return messages

    def _heard(self, message: Message) -> Heard:
        metadata = message.get(METADATA) or {}
        return Heard(
            text=message.get(TEXT) or "",
            guesses=merge(self._taken_for, _guesses(message)),
            understanding=from_entities(message.get(ENTITIES) or []),
            pressed=metadata.get("intent"),
            expecting=metadata.get("expecting"),
        )


def _guesses(message: Message) -> list[Guess]:
    return [
        Guess(each["name"], float(each["confidence"]))
        for each in message.get(INTENT_RANKING_KEY) or []
    ]
