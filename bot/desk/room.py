"""What every page of the desk has at hand."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from starlette.requests import Request

from bot.cases.database import Database
from bot.desk.presence import Presence
from bot.policy.policy_book import PolicyBook
from bot.triage.replies import Replies

#: Hashing takes memory by design (argon2), so only so many at a time.
HASHES_AT_A_TIME = 2


@dataclass
class Room:
    """The database, the policies, the clock, who looks at what, and what guards the door.

    `is_ending` tells whether the process was told to stop, so that no page waits for more.
    """

    database: Database
    book: PolicyBook
    replies: Replies
    clock: Callable[[], datetime]
    #: A hash that no password fits, as costly to check as a real one.
    nobodys_hash: str
    #: Signs what a browser brings back between password and code.
    signing_key: str = field(repr=False)
    #: Whether the desk stands behind TLS, as in production; a demo runs on plain localhost.
    over_tls: bool
    #: How many proxies of one's own stand before the desk.
    proxies: int = 0
    hashing: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(HASHES_AT_A_TIME))
    presence: Presence = field(default_factory=Presence)
    is_ending: Callable[[], bool] = lambda: False


def room_of(request: Request) -> Room:
    """Return the room of the desk that got this request."""
    room: Room = request.app.state.room
    return room
