"""What goes out on WhatsApp: answers, a person's words, emails as files, approved templates.

Words from anybody, also from another process, wait as deliveries. One customer's words go out one
after another. What WhatsApp refuses is tried again, left in doubt, or shown to staff, each by its
kind (see `whatsapp_refusals.py`).
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta, timezone
from functools import partial
from itertools import groupby
from typing import Any

from bot.app import App
from bot.cases.case import Delivery
from bot.cases.deliveries import (
    all_whom_words_wait_for,
    mark_in_doubt,
    mark_refused,
    mark_taken,
    put_off,
    take_pending,
)
from bot.cases.whatsapp_senders import CHANNEL, WINDOW, Reachable, reach
from bot.channels.whatsapp_graph import Graph
from bot.channels.whatsapp_refusals import Calls, NotTaken
from bot.channels.whatsapp_render import Labels, Part
from bot.channels.whatsapp_words import Words, parts_of, words_of
from bot.errors import CaseChanged
from bot.triage.turn import Say
from bot.triage.undelivered import note_undelivered

log = logging.getLogger(__name__)

#: How often words from other processes, and words that were put off, are looked for, in seconds.
LOOK_SECONDS = 0.5
#: How many waiting words one look takes in.
BATCH = 200
#: How long words wait after a try that failed: 4, 16, 64 … seconds, as WhatsApp advises.
LONGEST_WAIT = 600.0
#: How often a note for staff is tried while somebody else changes its case.
TRIES = 5
#: WhatsApp takes no file of the type of emails; as text every telephone can open one.
FILE_TYPE = "text/plain"


def wait_after(attempts: int) -> float:
    """Return how many seconds to wait after so many tries."""
    return min(4.0 ** min(attempts, 6), LONGEST_WAIT)


class WhatsAppPost:
    """Sends the words that wait."""

    def __init__(self, app: App, graph: Graph, wait: Callable[[int], float] = wait_after) -> None:
        self._app = app
        self._graph = graph
        self._wait = wait
        settings = app.settings.whatsapp
        self._numbers = dict(settings.numbers) if settings else {}
        self._delivering: dict[str, asyncio.Task[None]] = {}
        words = app.replies.text
        self._labels = Labels(words(Say("utter_choose")), words(Say("utter_answer_by_number")))

    async def keep_posting(self) -> None:
        """Send what waits, until cancelled."""
        while True:
            try:
                await self.look_once()
            except Exception:
                log.exception("waiting words cannot be looked for now")
            await asyncio.sleep(LOOK_SECONDS)

    async def look_once(self) -> None:
        """Begin to send to everybody for whom words wait; a slow one keeps no other waiting."""
        for sender in await asyncio.to_thread(self._waiting):
            self.begin(sender)

    def begin(self, sender: str) -> asyncio.Task[None]:
        """Send to one customer what waits for them, unless that is being done already."""
        task = self._delivering.get(sender)
        if task is None:
            task = asyncio.create_task(self._deliver(sender))
            self._delivering[sender] = task
            task.add_done_callback(partial(self._delivered, sender))
        return task

    async def settle(self) -> None:
        """Wait until what has begun is done."""
        await asyncio.gather(*self._delivering.values(), return_exceptions=True)

    def _delivered(self, sender: str, _: asyncio.Task[None]) -> None:
        self._delivering.pop(sender, None)

    async def _deliver(self, sender: str) -> None:
        try:
            words = await asyncio.to_thread(self._take, sender)
            for _, together in groupby(words, key=lambda word: word.merchant):
                if not await self._send_all(sender, list(together)):
                    break
        except Exception:
            # What was being sent stays `sending`; the next start settles it as uncertain.
            log.exception("words on WhatsApp could not be sent")

    async def _send_all(self, sender: str, words: Sequence[Words]) -> bool:
        """Send in order; return whether more may follow. What must wait holds back the rest."""
        waiting = [word.delivery for word in words]
        by_id = {word.delivery: word for word in words}
        to = await asyncio.to_thread(self._reach, sender, words[0].merchant)
        for part in parts_of(words, self._labels):
            first = by_id[part.deliveries[0]] if part.deliveries else words[0]
            became = await self._send(to, part)
            if isinstance(became, NotTaken) and became.calls == "later" and not _is_late(first):
                await self._put_off(waiting, first, became)
                return False
            await self._settle(part, became)
            waiting = [each for each in waiting if each not in part.deliveries]
        return True

    async def _send(self, to: Reachable | None, part: Part) -> str | NotTaken:
        """Send one message; return what WhatsApp calls it, or why it did not take it."""
        if to is None:
            return NotTaken("no number", "never", "They never wrote to a number that is ours.")
        try:
            content = await self._with_file(to, part)
            return await self._graph.send(to.number_id, to.ids, content, part.deliveries)
        except NotTaken as refused:
            return refused

    async def _with_file(self, to: Reachable, part: Part) -> dict[str, Any]:
        """Upload the file that goes along; an upload that was in doubt is simply made again."""
        if part.upload is None:
            return part.content
        file = part.upload
        try:
            media_id = await self._graph.upload(to.number_id, file.name, file.content, FILE_TYPE)
        except NotTaken as refused:
            calls: Calls = "never" if refused.calls == "never" else "later"
            raise NotTaken(refused.code, calls) from refused
        document = {"id": media_id, "filename": file.name, "caption": file.caption}
        return {"type": "document", "document": document}

    async def _settle(self, part: Part, became: str | NotTaken) -> None:
        now = datetime.now(timezone.utc)
        ids = part.deliveries
        if isinstance(became, str):
            await self._write(lambda session: mark_taken(session, ids, became, now))
        elif became.calls == "doubt":
            log.warning("words on WhatsApp are in doubt: %s", became.code)
            await self._write(lambda session: mark_in_doubt(session, ids, became.code, now))
        else:
            log.warning("WhatsApp refused words: %s", became.code)
            await self._write(lambda session: self._refuse(session, ids, became.code, now))

    def _refuse(self, session: Any, ids: Sequence[int], code: str, now: datetime) -> None:
        mark_refused(session, ids, code, now)
        if ids:
            delivery = session.get(Delivery, ids[-1])
            note_undelivered(session, self._app.book, delivery.message_id, code, now)

    async def _put_off(self, ids: Sequence[int], first: Words, refused: NotTaken) -> None:
        now = datetime.now(timezone.utc)
        later = now + timedelta(seconds=self._wait(first.attempts))
        log.info("words on WhatsApp wait until %s: %s", later.isoformat(), refused.code)
        await self._write(lambda session: put_off(session, ids, refused.code, later, now))

    def _waiting(self) -> list[str]:
        with self._app.database.reading() as session:
            now = datetime.now(timezone.utc)
            return all_whom_words_wait_for(session, CHANNEL, now, BATCH)

    def _take(self, sender: str) -> list[Words]:
        with self._app.database.writing() as session:
            taken = take_pending(session, CHANNEL, sender, datetime.now(timezone.utc))
            mail_from = self._app.settings.mail_from
            return [words_of(session, delivery, message, mail_from) for delivery, message in taken]

    def _reach(self, sender: str, merchant: str | None) -> Reachable | None:
        """Find the number to write from: one of the company's, else the one last written to."""
        its = [number for number, owner in self._numbers.items() if owner == merchant]
        with self._app.database.reading() as session:
            return reach(session, sender, its) or reach(session, sender, self._numbers)

    async def _write(self, change: Callable[[Any], None]) -> None:
        for _ in range(TRIES):
            try:
                return await asyncio.to_thread(self._write_once, change)
            except CaseChanged:
                log.info("a case changed while its words were settled")
        return None

    def _write_once(self, change: Callable[[Any], None]) -> None:
        with self._app.database.writing() as session:
            change(session)


def _is_late(words: Words) -> bool:
    """Tell whether nobody waits for these words any more."""
    return datetime.now(timezone.utc) - words.at > WINDOW
