"""Lets webhooks go first: what can wait, waits while some are being taken.

Both share one process and its one interpreter. A webhook must be answered within a quarter of a
second, and the customer's answer may come a second later.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

#: Nothing waits longer than this, in seconds, so that a stream of webhooks does not stop answers.
PATIENCE = 1.0


class RightOfWay:
    """Counts the webhooks that are being taken."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._coming = 0
        self._free = asyncio.Event()
        self._free.set()

    @contextmanager
    def coming(self) -> Iterator[None]:
        """Have the way while a webhook is being taken."""
        self._coming += 1
        self._free.clear()
        try:
            yield
        finally:
            self._coming -= 1
            if not self._coming:
                self._free.set()

    async def clear(self) -> None:
        """Wait until no webhook is being taken, or patience ends."""
        # What has arrived and was not read yet is read first.
        await asyncio.sleep(0)
        try:
            await asyncio.wait_for(self._free.wait(), self._patience)
        except asyncio.TimeoutError:
            return
