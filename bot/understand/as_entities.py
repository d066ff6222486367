"""Carry an understanding through Rasa as entities, and back.

Entities are what Rasa hands on from its NLU to the actions. Six names are all that its domain
has to know (`ENTITY_NAMES`); which fact an entity speaks of stands in its `role`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from bot.understand.understanding import Understanding
from bot.values.json_value import JsonValue

ENTITY_NAMES = ("fact", "reading", "unknowable", "withdrawn", "swap", "future")
EXTRACTOR = "FactExtractor"

Entity = dict[str, Any]


def to_entities(understanding: Understanding, *, length: int) -> list[Entity]:
    """Return one entity for each thing understood in a text of `length` characters.

    The rules do not say where in the text a fact stood, so every entity spans all of it.
    """
    said: list[tuple[str, str | None, Any]] = [
        *(("fact", name, value) for name, value in understanding.facts.items()),
        *(
            ("reading", name, value)
            for name, values in understanding.readings.items()
            for value in values
        ),
        *(("unknowable", name, name) for name in sorted(understanding.unknowable)),
        *(("withdrawn", name, name) for name in sorted(understanding.withdrawn)),
        *(("swap", None, list(swap)) for swap in understanding.swaps),
        *(("future", name, name) for name in sorted(understanding.future)),
    ]
    return [_entity(name, role, value, length) for name, role, value in said]


def from_entities(entities: Iterable[Mapping[str, Any]]) -> Understanding:
    """Return the understanding that `to_entities` was given; other entities are left out."""
    ours = [entity for entity in entities if entity.get("extractor") == EXTRACTOR]
    readings: dict[str, list[JsonValue]] = {}
    for entity in _called("reading", ours):
        readings.setdefault(entity["role"], []).append(entity["value"])
    return Understanding(
        facts={entity["role"]: entity["value"] for entity in _called("fact", ours)},
        readings=readings,
        unknowable=frozenset(entity["role"] for entity in _called("unknowable", ours)),
        withdrawn=frozenset(entity["role"] for entity in _called("withdrawn", ours)),
        swaps=tuple((new, old) for new, old in (e["value"] for e in _called("swap", ours))),
        future=frozenset(entity["role"] for entity in _called("future", ours)),
    )


def _entity(name: str, role: str | None, value: Any, length: int) -> Entity:
    entity = {"entity": name, "value": value, "start": 0, "end": length, "extractor": EXTRACTOR}
    return entity if role is None else {**entity, "role": role}


def _called(name: str, entities: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [entity for entity in entities if entity["entity"] == name]
