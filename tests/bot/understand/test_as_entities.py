"""An understanding goes through Rasa unchanged."""

from __future__ import annotations

import json

from bot.understand.as_entities import ENTITY_NAMES, from_entities, to_entities
from bot.understand.understanding import Understanding

ALL_AT_ONCE = Understanding(
    facts={
        "messages_sent": 0,
        "activated": False,
        "paid": "1000.00",
        "purchased_at": {"from": "2026-03-02T14:00:00+08:00", "to": "2026-03-02T14:59:59+08:00"},
    },
    readings={
        "issue_at": [
            {"from": "2026-03-04T00:00:00+08:00", "to": "2026-03-04T23:59:59+08:00"},
            {"from": "2026-04-03T00:00:00+08:00", "to": "2026-04-03T23:59:59+08:00"},
        ]
    },
    unknowable=frozenset({"transaction_id"}),
    withdrawn=frozenset({"account_email"}),
    swaps=(("500", "5000"),),
    future=frozenset({"cancelled_at"}),
)


def test_everything_understood_comes_back_after_a_trip_through_json() -> None:
    entities = json.loads(json.dumps(to_entities(ALL_AT_ONCE, length=80)))
    assert from_entities(entities) == ALL_AT_ONCE


def test_nothing_understood_makes_no_entity() -> None:
    assert to_entities(Understanding(), length=3) == []
    assert from_entities([]) == Understanding()


def test_every_entity_has_a_name_that_the_domain_knows() -> None:
    names = {entity["entity"] for entity in to_entities(ALL_AT_ONCE, length=80)}
    assert names == set(ENTITY_NAMES)


def test_entities_of_another_extractor_are_left_out() -> None:
    foreign = {"entity": "fact", "role": "paid", "value": "9", "extractor": "somebody else"}
    assert from_entities([foreign]) == Understanding()
