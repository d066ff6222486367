"""Read a text as the assistant would, without a case: for `refunds understand` and the bench."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.nlu.without_tensorflow import shut_out_tensorflow

shut_out_tensorflow()

from rasa.core.agent import Agent  # noqa: E402 -- TensorFlow is shut out first.
from rasa.core.channels.channel import UserMessage  # noqa: E402

from bot.understand.as_entities import from_entities  # noqa: E402
from bot.understand.plain_text import plain_text  # noqa: E402

#: Text, the moment it was written, and the zone it is read in.
Parse = Callable[[str, datetime, str], dict[str, Any]]


def load_parser(model: Path) -> Parse:
    """Load the trained model; return what reads a text into the form of `refunds understand`."""
    processor = Agent.load(str(model)).processor

    def parse(text: str, now: datetime, zone: str) -> dict[str, Any]:
        message = UserMessage(plain_text(text), metadata={"now": now.isoformat(), "zone": zone})
        return _as_told(text, asyncio.run(processor.parse_message(message)))

    return parse


def _as_told(text: str, heard: dict[str, Any]) -> dict[str, Any]:
    """Return intent, alternatives and facts; a fact with two readings is a list of them."""
    ranking = heard["intent_ranking"]
    understood = from_entities(heard["entities"])
    best, others = ranking[0], ranking[1:]
    asks_back = best["name"] == "ask_back"
    if asks_back and others:
        best = others[0]
    return {
        "text": text,
        "intent": best["name"],
        "confidence": round(best["confidence"], 4),
        "alternatives": [[o["name"], round(o["confidence"], 4)] for o in ranking if o is not best],
        "facts": {**understood.facts, **understood.readings},
        "asks_back": asks_back or bool(understood.readings),
    }
