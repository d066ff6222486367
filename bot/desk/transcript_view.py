"""A conversation in words, by day, each message with what became of it on its way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.cases.transcript import SentMessage
from bot.desk.delivery_words import undelivered_words
from bot.desk.moments import clock_words, day_of, moment_words
from bot.desk.words import AUTHORS, TICKS, in_words
from bot.policy.merchant import Merchant


@dataclass(frozen=True)
class MessageView:
    """One message; `tick` and `became` are empty for a customer's own words.

    `at` is the time of day, `full` day, time and zone, `iso` the same for a machine. `is_told`
    tells whether what became of it stands in words beside its mark.
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
    is_told: bool


#: Where the mark alone would not tell enough.
_TOLD = frozenset({"failed", "withheld", "uncertain", "delivered", "read"})


def transcript_view(
    messages: Sequence[SentMessage], merchant: Merchant | None
) -> list[tuple[str, list[MessageView]]]:
    """Return the days of the conversation, oldest first, each with its messages."""
    by_day = groupby(messages, lambda sent: day_of(sent.message.at, merchant))
    return [(day, [_view(sent, merchant) for sent in of_day]) for day, of_day in by_day]


def _view(sent: SentMessage, merchant: Merchant | None) -> MessageView:
    message = sent.message
    state = _how_far(sent)
    tick, became = TICKS.get(state or "", ("", ""))
    if state == "failed" and sent.error:
        became = f"Not delivered: {undelivered_words(sent.error)}"
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
        is_told=state in _TOLD,
    )


def _how_far(sent: SentMessage) -> str | None:
    """Return the delivery's state, or, once it was sent, how much further the words came."""
    if sent.state != "sent":
        return sent.state
    if sent.is_read:
        return "read"
    if sent.is_delivered:
        return "delivered"
    return "seen" if sent.is_seen else "sent"
