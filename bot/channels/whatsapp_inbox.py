"""Stores what WhatsApp reports, many webhooks in one transaction.

While customers write at once, each webhook would wait for the database's one writer; so whatever
has come while one transaction is under way goes into the next one together.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from bot.app import App
from bot.cases.whatsapp_events import Event, store_events


class WhatsAppInbox:
    """Takes events; `stored` is called after each transaction that brought new ones."""

    def __init__(self, app: App, stored: Callable[[], None]) -> None:
        self._app = app
        self._stored = stored
        self._waiting: list[tuple[Sequence[Event], asyncio.Future[None]]] = []
        self._writing: asyncio.Task[None] | None = None

    async def store(self, events: Sequence[Event]) -> None:
        """Return once the events are stored; what the database raises, this raises."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((events, done))
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write_waiting())
        await done

    async def _write_waiting(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting, []
            events = [event for each, _ in batch for event in each]
            try:
                await asyncio.to_thread(self._write, events)
            except Exception as error:
                for _, done in batch:
                    _settle(done, error)
            else:
                for _, done in batch:
                    _settle(done)
                self._stored()

    def _write(self, events: Sequence[Event]) -> None:
        with self._app.database.writing() as session:
            store_events(session, events)


def _settle(done: asyncio.Future[None], error: Exception | None = None) -> None:
    if done.done():
        return
    if error is None:
        done.set_result(None)
    else:
        done.set_exception(error)
