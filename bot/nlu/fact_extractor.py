"""Rasa component: the facts that a message states, as entities.

A thin shell around `bot.understand`, whose rules do the work. What they need to know besides the
text comes in the message's metadata, put there by the door:
`{"now": "2026-03-02T17:00:00+08:00", "zone": "Asia/Manila", "expecting": "messages_sent"}`.
Without `now` the clock is read, which is right for a person trying a sentence and for nothing
else.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.understand import understand
from bot.understand.as_entities import to_entities


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class FactExtractor(GraphComponent):
    """Put what `understand` finds into the message's entities."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`zone` stands in when the door names none, as before the merchant is known."""
        return {"zone": "UTC"}

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
        self._zone: str = config["zone"]

    def process(self, messages: list[Message]) -> list[Message]:
        """Add one entity for each thing understood in each message."""
        for message in messages:
            text = message.get(TEXT) or ""
            understanding = understand(text, **self._circumstances(message.get(METADATA) or {}))
            entities = [
                *message.get(ENTITIES, []),
                *to_entities(understanding, length=len(text)),
            ]
            message.set(ENTITIES, entities, add_to_output=True)
        return messages

    def _circumstances(self, metadata: Mapping[str, Any]) -> dict[str, Any]:
        now = metadata.get("now")
        return {
            "now": datetime.fromisoformat(now) if now else datetime.now(timezone.utc),
            "zone": metadata.get("zone") or self._zone,
            "expecting": metadata.get("expecting"),
        }
