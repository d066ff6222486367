"""What a pressed button means: an intent, or one fact and its value."""

from __future__ import annotations

from dataclasses import replace

from bot.policy.facts import is_fact
from bot.understand.understanding import Understanding
from bot.values.json_value import JsonValue

#: A fact's value in a button that says "I don't know".
UNKNOWABLE = "?"
_FLAGS = {"true": True, "false": False}


def intent_of(means: str) -> str:
    """Return the intent that a button of this meaning stands for."""
    return "inform" if "=" in means else means


def facts_of(means: str) -> Understanding:
    """Return what a button of this meaning tells: one fact, known or unknowable, or nothing."""
    name, equals, value = means.partition("=")
    if not equals:
        return Understanding()
    if name == "purchase" and value != UNKNOWABLE:
        # Picked from a list: an ID of digits alone is still text.
        return Understanding(facts={"transaction_id": value})
    if value == UNKNOWABLE:
        return Understanding(unknowable=frozenset({name}))
    return Understanding(facts={name: _value(value)})


def _value(text: str) -> JsonValue:
    """Read "3" as a count, "1+" as a count from one on, "a..b" as an interval."""
    if text in _FLAGS:
        return _FLAGS[text]
    if text.isdigit():
        return int(text)
    if text.endswith("+") and text[:-1].isdigit():
        return {"from": int(text[:-1]), "to": None}
    if ".." in text:
        low, _, high = text.partition("..")
        return {"from": low, "to": high}
    return text


def possible(understood: Understanding) -> Understanding:
    """Leave out what no case can be about, such as a thousand billion messages.

    It is neither taken nor asked back; the customer is asked as if it had not been told.
    """
    readings = {
        name: values
        for name, values in understood.readings.items()
        if all(is_fact(name, value) for value in values)
    }
    facts = {name: value for name, value in understood.facts.items() if is_fact(name, value)}
    return replace(understood, facts=facts, readings=readings)
