"""Reads one message of a customer: which facts it states, corrects, withdraws or leaves open."""

from __future__ import annotations

from datetime import datetime

from bot.understand.clean import clean
from bot.understand.understanding import Understanding
from bot.values.json_value import JsonValue


def understand(
    text: str, *, now: datetime, zone: str, expecting: str | None = None
) -> Understanding:
    """Return what the message says.

    `now` is an aware time, `zone` the name of the merchant's time zone, `expecting` the fact that
    the open question asks for: a bare "3", "none" or "not sure" is read in its light. Any text is
    accepted; what is not understood yields nothing.
    """
    facts: dict[str, JsonValue] = {}
    clean(text)
    return Understanding(facts=facts)
