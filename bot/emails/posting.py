"""How one attempt to send an email ended, and what becomes of the email then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from typing import Literal, Protocol

from bot.cases.case import EmailState
from bot.emails.mime_message import Encoding

Ending = Literal["sent", "try_again", "refused", "in_doubt"]

#: The waits after the first, second, … try; the fifth failure is the last.
WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
)
MOST_TRIES = len(WAITS) + 1


@dataclass(frozen=True)
class Posted:
    """The end of one attempt; `error` says what went wrong, without anybody's words."""

    ending: Ending
    error: str | None = None


class Post(Protocol):
    """A way for emails to leave the house: a mail server or a folder."""

    encoding: Encoding
    #: Whether sending the same email again does no harm: the repeat replaces the first.
    repeats_safely: bool

    async def send(self, message: EmailMessage, name: str) -> Posted:
        """Send one message; `name` is the same at each try. Never raises for a failure."""


@dataclass(frozen=True)
class Next:
    """The state that an email takes after an attempt, and when it may be tried again."""

    state: EmailState
    error: str | None = None
    not_before: datetime | None = None


def after(posted: Posted, tries: int, now: datetime) -> Next:
    """Say what becomes of an email after its `tries`-th attempt ended so."""
    if posted.ending == "sent":
        return Next("sent")
    if posted.ending == "in_doubt":
        return Next("uncertain", posted.error)
    if posted.ending == "refused" or tries >= MOST_TRIES:
        return Next("failed", posted.error)
    return Next("queued", posted.error, now + WAITS[max(tries, 1) - 1])
