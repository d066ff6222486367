"""Until when words reach a customer on WhatsApp, and what can be sent after that, for staff."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.cases.writing_window import WritingWindow
from bot.desk.moments import clock_words, left_words, zone_of
from bot.policy.merchant import Merchant
from bot.policy.message_template import MessageTemplate
from bot.values.times import in_zone, offset_words

_PAST = (
    "The customer last wrote more than 24 hours ago, and WhatsApp takes no words of your own "
    "after that."
)
_SEND_ONE = "Send one of these approved messages. Once they answer, you can write again."
_SEND_NONE = (
    "Your company has no approved message to send. You can write again once the customer does."
)


@dataclass(frozen=True)
class WindowView:
    """What may be sent now: words of one's own, or only the approved `templates`.

    `words` says until when, or why not; it is empty where there is no end.
    """

    is_open: bool
    words: str
    templates: tuple[MessageTemplate, ...]


def window_view(
    window: WritingWindow | None,
    templates: tuple[MessageTemplate, ...],
    merchant: Merchant | None,
    now: datetime,
) -> WindowView:
    """Return what may be sent now; `window` is None where words are always taken."""
    if window is None:
        return WindowView(is_open=True, words="", templates=())
    if not window.is_open(now):
        words = f"{_PAST} {_SEND_ONE if templates else _SEND_NONE}"
        return WindowView(is_open=False, words=words, templates=templates)
    zone, closes_at = zone_of(merchant), window.closes_at
    clock = f"{clock_words(closes_at, merchant)} {zone.words}"
    offset = offset_words(in_zone(closes_at, zone.name))
    words = f"You can write until {clock} ({offset}), {left_words(closes_at, now)}."
    return WindowView(is_open=True, words=words, templates=())
