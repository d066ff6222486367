"""Ask the trained model what a message means, without a conversation.

For the command line, the benchmark and the tests; the chat process has an agent of its own.
"""

from __future__ import annotations

import asyncio
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.nlu.light_rasa import hush_rasa, lighten_rasa
from bot.nlu.settling import Guess
from bot.understand.as_entities import from_entities
from bot.understand.understanding import Understanding

# Intents that tell more than the one of `refunds understand` that they are a kind of.
FINER = {"ask_how_long": "ask_refund_policy"}


@dataclass(frozen=True)
class Reading:
    """What one message was taken for; `guesses` begin with the settled intent."""

    text: str
    guesses: tuple[Guess, ...]
    understanding: Understanding

    @property
    def settled(self) -> str:
        """The intent that the conversation goes on with; may be `ask_back`."""
        return self.guesses[0].intent

    @property
    def likeliest(self) -> str:
        """The intent that is meant most likely, also where the assistant asks back."""
        return next((g.intent for g in self.guesses if g.intent != "ask_back"), "out_of_scope")

    @property
    def asks_back(self) -> bool:
        """Whether the assistant has to ask what is meant, or which of two values."""
        return self.settled == "ask_back" or bool(self.understanding.readings)

    def to_json(self) -> dict[str, Any]:
        """Return what `refunds understand` answers for one text."""
        return {
            "text": self.text,
            "intent": FINER.get(self.likeliest, self.likeliest),
            "finer_intent": self.likeliest if self.likeliest in FINER else None,
            "confidence": round(self.guesses[0].confidence, 4),
            "alternatives": [
                [guess.intent, round(guess.confidence, 4)]
                for guess in self.guesses[1:]
                if guess.intent != self.likeliest
            ],
            "facts": {**self.understanding.facts, **self.understanding.readings},
            "unknowable": sorted(self.understanding.unknowable),
            "withdrawn": sorted(self.understanding.withdrawn),
            "asks_back": self.asks_back,
        }


class Listener:
    """A loaded model."""

    def __init__(self, model: Path) -> None:
        """Load the model, which takes some seconds."""
        lighten_rasa()
        hush_rasa()
        with warnings.catch_warnings():
            # Rasa's dependencies warn about each other while they are imported.
            warnings.simplefilter("ignore")
            from rasa.core.agent import Agent  # noqa: PLC0415 -- Only after it was made light.
            from rasa.core.channels.channel import UserMessage  # noqa: PLC0415 -- The same.

            self._message = UserMessage
            self._processor = Agent.load(model).processor

    def hear(self, text: str, *, now: datetime, zone: str, expecting: str | None = None) -> Reading:
        """Return what `text` means; the rest is as for `bot.understand.understand`."""
        metadata = {"now": now.isoformat(), "zone": zone, "expecting": expecting}
        message = self._message(text, metadata=metadata)
        parsed = asyncio.run(self._processor.parse_message(message))
        return Reading(
            text=text,
            guesses=tuple(_guesses(parsed["intent_ranking"])),
            understanding=from_entities(parsed["entities"]),
        )


def _guesses(ranking: Iterable[Mapping[str, Any]]) -> Iterable[Guess]:
    return (Guess(each["name"], float(each["confidence"])) for each in ranking)
