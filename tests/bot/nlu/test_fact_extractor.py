"""What Rasa is told of the facts in a message."""

from __future__ import annotations

import warnings
from typing import Any

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from rasa.shared.nlu.training_data.message import Message

    from bot.nlu.fact_extractor import FactExtractor

from bot.understand.as_entities import from_entities

CIRCUMSTANCES = {"now": "2026-03-02T17:00:00+08:00", "zone": "Asia/Manila"}


def parsed(text: str, **metadata: Any) -> Message:
    message = Message({"text": text, "metadata": {**CIRCUMSTANCES, **metadata}})
    extractor = FactExtractor(FactExtractor.get_default_config())
    return extractor.process([message])[0]


def test_a_bare_number_is_read_in_the_light_of_the_open_question() -> None:
    message = parsed("3", expecting="messages_sent")
    assert from_entities(message.get("entities")).facts["messages_sent"] == 3


def test_a_time_is_counted_from_when_the_message_was_written() -> None:
    facts = from_entities(parsed("bought 3 hours ago").get("entities")).facts
    assert str(facts["purchased_at"]).count("2026-03-02T1")


def test_the_entities_survive_what_rasa_hands_on() -> None:
    handed_on = parsed("3", expecting="messages_sent").as_dict(only_output_properties=True)
    assert from_entities(handed_on["entities"]).facts["messages_sent"] == 3


def test_a_message_without_circumstances_is_read_by_the_clock() -> None:
    extractor = FactExtractor(FactExtractor.get_default_config())
    message = extractor.process([Message({"text": "IPG-1001 paid just now"})])[0]
    assert message.get("entities")
