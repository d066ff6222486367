"""What every page of the desk has at hand."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from starlette.requests import Request

from bot.cases.database import Database
from bot.desk.throttle import Throttle
from bot.policy.policy_book import PolicyBook

#: Hashing takes memory by design (argon2), so only so many at a time.
HASHES_AT_A_TIME = 2


@dataclass(frozen=True)
class Room:
    """The database, the policies, the clock, and what guards the door."""

    database: Database
    book: PolicyBook
    clock: Callable[[], datetime]
    #: A hash that no password fits, as costly to check as a real one.
    nobodys_hash: str
    throttle: Throttle = field(default_factory=Throttle)
    hashing: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(HASHES_AT_A_TIME))


def room_of(request: Request) -> Room:
    """Return the room of the desk that got this request."""
    room: Room = request.app.state.room
    return room
