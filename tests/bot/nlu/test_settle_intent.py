"""What Rasa is told of the settled intent."""

from __future__ import annotations

import warnings
from typing import Any

import pytest

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from rasa.shared.nlu.training_data.message import Message

    from bot.nlu.settle_intent import SettleIntent


def parsed(text: str, ranking: dict[str, float], **metadata: Any) -> Message:
    guesses = [{"name": name, "confidence": value} for name, value in ranking.items()]
    message = Message({"text": text, "metadata": metadata, "intent_ranking": guesses})
    config = {"sure": 0.6, "heard": 0.3, "taken_for": {"report_problem": "inform"}}
    return SettleIntent(config).process([message])[0]


def test_the_ranking_begins_with_the_settled_intent_and_both_are_handed_on() -> None:
    message = parsed("hmm", {"cancel_service": 0.4, "deny": 0.3, "request_human": 0.2})
    handed_on = message.as_dict(only_output_properties=True)
    assert handed_on["intent"]["name"] == "ask_back"
    names = [guess["name"] for guess in handed_on["intent_ranking"]]
    assert names == ["ask_back", "cancel_service", "deny", "request_human"]


def test_what_the_door_knows_wins() -> None:
    message = parsed("anything at all", {"deny": 0.99}, intent="affirm")
    assert message.get("intent") == {"name": "affirm", "confidence": 1.0}


def test_an_intent_is_taken_for_the_one_that_the_configuration_names() -> None:
    message = parsed("it never came", {"report_problem": 0.5, "inform": 0.4})
    assert message.get("intent")["name"] == "inform"
    assert message.get("intent")["confidence"] == pytest.approx(0.9)
