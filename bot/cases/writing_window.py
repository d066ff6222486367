"""Until when free words reach a customer: WhatsApp takes them for 24 hours after theirs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.cases.case import Case
from bot.cases.steps import last_to_write
from bot.cases.whatsapp_senders import CHANNEL, window_closes_at


@dataclass(frozen=True)
class WritingWindow:
    """Until when what staff write in a case is taken; after that, only an approved template."""

    closes_at: datetime

    def is_open(self, at: datetime) -> bool:
        """Tell whether free words are taken at that moment."""
        return at < self.closes_at

    def left(self, at: datetime) -> timedelta:
        """Return how much time is left, nothing once it is closed."""
        return max(self.closes_at - at, timedelta(0))


def writing_window(session: Any, case: Case) -> WritingWindow | None:
    """Return the window of the conversation that staff would answer; None where there is no end."""
    to = last_to_write(session, case)
    closes_at = window_closes_at(session, to.sender) if to.channel == CHANNEL else None
    return None if closes_at is None else WritingWindow(closes_at)
