"""Works on what WhatsApp reported and was stored: takes it into the cases, has it answered.

The webhook has been answered long before. Few messages are answered at a time, so that webhooks
are still taken at once while many customers write.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from datetime import datetime, timezone
from typing import Any

from sqlalchemy.exc import DBAPIError

from bot.app import App
from bot.cases.whatsapp_events import TRIES, events_to_do, forget_events, leave_event
from bot.channels.door import Door
from bot.channels.right_of_way import RightOfWay
from bot.channels.whatsapp_files import WhatsAppFiles
from bot.channels.whatsapp_graph import Graph
from bot.channels.whatsapp_post import WhatsAppPost
from bot.channels.whatsapp_refusals import NotTaken
from bot.channels.whatsapp_take import Taken, take
from bot.errors import CaseChanged

log = logging.getLogger(__name__)

#: How many events one look takes in.
BATCH = 50
#: How many messages are answered at the same time.
AT_ONCE = 2
#: How often events are looked for that another process stored, in seconds.
LOOK_SECONDS = 1.0
#: How often files that wait are looked for, and old events forgotten, in seconds.
FILES_SECONDS, FORGET_SECONDS = 2.0, 3600.0


class WhatsAppWork:
    """Takes events in the order in which they came, and begins their answers."""

    def __init__(self, app: App, door: Door, graph: Graph) -> None:
        self._app = app
        self._door = door
        self._graph = graph
        self.post = WhatsAppPost(app, graph)
        self.way = RightOfWay()
        self._files = WhatsAppFiles(app, graph)
        self._come = asyncio.Event()
        self._files_come = asyncio.Event()
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._failed: dict[int, int] = {}
        self._begun: set[asyncio.Task[Any]] = set()

    def wake(self) -> None:
        """Look for events now."""
        self._come.set()

    def chores(self) -> tuple[Coroutine[Any, Any, None], ...]:
        """Return what is to run for as long as the door is open."""
        return (
            self.keep_working(),
            self.keep_fetching(),
            self.keep_forgetting(),
            self.post.keep_posting(),
        )

    async def keep_working(self) -> None:
        """Work on what was stored, until cancelled; begin with what an earlier process left."""
        while True:
            self._come.clear()
            try:
                if await self.work_once():
                    continue
            except Exception:
                log.exception("events of WhatsApp cannot be looked for now")
            await _wait_for(self._come, LOOK_SECONDS)

    async def keep_fetching(self) -> None:
        """Fetch files, until cancelled."""
        while True:
            self._files_come.clear()
            try:
                if await self._files.fetch_due():
                    continue
            except Exception:
                log.exception("files on WhatsApp cannot be looked for now")
            await _wait_for(self._files_come, FILES_SECONDS)

    async def keep_forgetting(self) -> None:
        """Forget the events that will not be repeated any more, until cancelled."""
        while True:
            try:
                await asyncio.to_thread(self._forget)
            except Exception:
                log.exception("old events of WhatsApp cannot be forgotten now")
            await asyncio.sleep(FORGET_SECONDS)

    async def work_once(self) -> int:
        """Take the events that wait; return how many that were."""
        waiting = await asyncio.to_thread(self._waiting)
        for event_id in waiting:
            await self.way.clear()
            taken = await self._take(event_id)
            if taken is not None:
                self._begin(self._answer(taken))
                self._files_come.set()
        return len(waiting)

    async def settle(self) -> None:
        """Wait until all that has begun is answered and sent."""
        await asyncio.gather(*self._begun, return_exceptions=True)
        await self.post.settle()

    async def _take(self, event_id: int) -> Taken | None:
        try:
            return await asyncio.to_thread(take, self._app, event_id)
        except CaseChanged:
            log.info("a case changed while a message of WhatsApp was taken; it is taken again")
        except DBAPIError:
            log.exception("the database cannot be written now; event %s waits", event_id)
            await asyncio.sleep(LOOK_SECONDS)
        except Exception:
            log.exception("event %s of WhatsApp cannot be taken now", event_id)
            await self._leave_hopeless(event_id)
        return None

    async def _leave_hopeless(self, event_id: int) -> None:
        """One event that cannot be worked on must not keep all others waiting for ever."""
        self._failed[event_id] = self._failed.get(event_id, 0) + 1
        if self._failed[event_id] >= TRIES:
            await asyncio.to_thread(self._leave, event_id)
            self._failed.pop(event_id)

    async def _answer(self, taken: Taken) -> None:
        recorded = taken.recorded
        async with self._turns:
            await self.way.clear()
            if recorded.who_speaks != "human" and not recorded.repeated:
                self._begin(self._mark_read(taken))
            await self._door.answer(recorded.message_id, recorded.case_id)
        await self.post.begin(taken.sender)

    async def _mark_read(self, taken: Taken) -> None:
        try:
            await self._graph.mark_read(taken.number_id, taken.wamid, typing=taken.is_answered)
        except NotTaken as refused:
            log.info("a message on WhatsApp could not be marked as read: %s", refused.code)

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._begun.add(task)
        task.add_done_callback(self._begun.discard)

    def _waiting(self) -> list[int]:
        with self._app.database.reading() as session:
            return events_to_do(session, BATCH)

    def _leave(self, event_id: int) -> None:
        with self._app.database.writing() as session:
            leave_event(session, event_id)

    def _forget(self) -> None:
        with self._app.database.writing() as session:
            forget_events(session, datetime.now(timezone.utc))


async def _wait_for(event: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(event.wait(), seconds)
    except asyncio.TimeoutError:
        return
