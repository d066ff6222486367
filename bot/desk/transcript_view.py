"""A conversation in words, by day, each message with what became of it on its way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.cases.transcript import SentMessage
from bot.desk.moments import clock_words, day_of, moment_words
from bot.desk.words import AUTHORS, TICKS, in_words
from bot.policy.merchant import Merchant


@dataclass(frozen=True)
class MessageView:
    """One message; `tick` and `became` are empty for a customer's own words.

    `at` is the time of day, `full` day, time and zone, `iso` the same for a machine.
    """

    id: int
    author: str
    by: str
    at: str
    full: str
    iso: str
    text: str
    tick: str
    became: str
    is_unsaid: bool


def transcript_view(
    messages: Sequence[SentMessage], merchant: Merchant | None
) -> list[tuple[str, list[MessageView]]]:
    """Return the days of the conversation, oldest first, each with its messages."""
    by_day = groupby(messages, lambda sent: day_of(sent.message.at, merchant))
    return [(day, [_view(sent, merchant) for sent in of_day]) for day, of_day in by_day]


def _view(sent: SentMessage, merchant: Merchant | None) -> MessageView:
    message = sent.message
    state = "seen" if sent.is_seen and sent.state == "sent" else sent.state
    tick, became = TICKS.get(state or "", ("", ""))
    return MessageView(
        id=message.id or 0,
        author=message.author,
        by=message.author_name or in_words(AUTHORS, message.author),
        at=clock_words(message.at, merchant),
        full=moment_words(message.at, merchant),
        iso=message.at.isoformat(),
        text=message.text or "(no words)",
        tick=tick,
        became=became,
        is_unsaid=state in ("failed", "withheld"),
    )
