"""What goes out to the open chats: answers, a person's words, typing, who speaks.

Words from anybody, also from another process, wait as deliveries; they are sent to every tab of
their chat and count as sent once one of the tabs has taken them.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from datetime import datetime, timezone
from functools import partial
from typing import Any

from bot.app import App
from bot.cases.case import Message, WhoSpeaks
from bot.cases.chat_sessions import where_staff_type
from bot.cases.deliveries import whom_words_wait_for
from bot.cases.inbox import Recorded
from bot.cases.queries import standing
from bot.channels.door import Door

log = logging.getLogger(__name__)

#: How often words from other processes are looked for, in seconds.
LOOK_SECONDS = 0.5
#: How long a tab may take to say that it has the words, in seconds.
TAKEN_SECONDS = 5.0


class WidgetPost:
    """Knows which chats are open, and in which tabs."""

    def __init__(self, app: App, door: Door, sockets: Any, channel: str) -> None:
        self._app = app
        self._door = door
        self._sockets = sockets
        self._channel = channel
        self._chat_of: dict[str, str] = {}
        self._told: dict[str, tuple[WhoSpeaks, str] | None] = {}
        self._delivering: dict[str, asyncio.Task[None]] = {}

    async def arrive(self, sid: str, chat: str) -> None:
        """Let a tab have what comes for its chat from now on."""
        self._chat_of[sid] = chat
        await self._sockets.enter_room(sid, chat)

    def tabs(self, chat: str) -> int:
        """Return in how many tabs a chat is open."""
        return sum(its == chat for its in self._chat_of.values())

    async def leave(self, sid: str) -> None:
        """Forget a tab that is gone, and its chat with the last one."""
        chat = self._chat_of.pop(sid, None)
        if chat is not None and chat not in self._chat_of.values():
            self._told.pop(chat, None)

    async def end(self, chat: str, besides: str) -> None:
        """Tell every tab of a chat that it has ended, and hang up on all but one of them."""
        await self._sockets.emit("ended", {}, room=chat, skip_sid=besides)
        await self._sockets.leave_room(besides, chat)
        await self.leave(besides)
        for sid in [sid for sid, its in self._chat_of.items() if its == chat and sid != besides]:
            await self._sockets.disconnect(sid)

    def who_speaks(self, chat: str) -> WhoSpeaks | None:
        """Return who speaks in an open chat, as its tabs were told."""
        told = self._told.get(chat)
        return told[0] if told else None

    async def answer(self, chat: str, recorded: Recorded) -> None:
        """Have a recorded message answered, showing that somebody is at it."""
        is_bots = recorded.who_speaks != "human" and not recorded.repeated
        if is_bots:
            await self._typing(chat, "bot", on=True)
        try:
            await self._door.answer(recorded.message_id, recorded.case_id)
        finally:
            if is_bots:
                await self._typing(chat, "bot", on=False)
        await self.deliver(chat)

    async def deliver(self, chat: str) -> None:
        """Give the tabs of a chat what waits for it; without an open tab it waits on."""

        async def give(messages: Sequence[Message]) -> None:
            await self._give(chat, messages)

        try:
            if chat in self._chat_of.values():
                await self._door.deliver(self._channel, chat, give)
                await self._tell_who_speaks(chat)
        except asyncio.TimeoutError:
            log.info("no tab of %s took its words; they wait", chat)
        except Exception:
            log.exception("words for %s could not be given; they wait", chat)

    async def keep_posting(self) -> None:
        """Bring the open chats what other processes have for them, until cancelled."""
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            try:
                await self._look_once()
            except Exception:
                log.exception("waiting words cannot be looked for now")

    async def _look_once(self) -> None:
        chats = set(self._chat_of.values())
        if not chats:
            return
        waiting, typing = await asyncio.to_thread(self._look, chats)
        for chat in typing:
            await self._typing(chat, "staff", on=True)
        for chat in waiting:
            # A tab that takes long must not keep the others waiting.
            if chat not in self._delivering:
                task = asyncio.create_task(self.deliver(chat))
                self._delivering[chat] = task
                task.add_done_callback(partial(self._delivered, chat))

    def _delivered(self, chat: str, _: asyncio.Task[None]) -> None:
        self._delivering.pop(chat, None)

    def _look(self, chats: set[str]) -> tuple[list[str], set[str]]:
        now = datetime.now(timezone.utc)
        with self._app.database.reading() as session:
            waiting = whom_words_wait_for(session, self._channel, chats)
            return waiting, where_staff_type(session, chats, now)

    async def _give(self, chat: str, messages: Sequence[Message]) -> None:
        """Send words to all tabs of a chat.

        Raises:
            asyncio.TimeoutError: no tab said that it has them.
        """
        missing = {message.id for message in messages}
        taken = asyncio.Event()

        def taken_by_a_tab(message_id: int | None, *_: Any) -> None:
            missing.discard(message_id)
            if not missing:
                taken.set()

        for message in messages:
            await self._sockets.emit(
                "message",
                shown(message),
                room=chat,
                callback=partial(taken_by_a_tab, message.id),
            )
        if messages:
            await asyncio.wait_for(taken.wait(), TAKEN_SECONDS)

    async def _tell_who_speaks(self, chat: str) -> None:
        stands = await asyncio.to_thread(self._standing, chat)
        if self._told.get(chat) != stands and chat in self._chat_of.values():
            self._told[chat] = stands
            who, ref = stands or (None, None)
            await self._sockets.emit("state", {"who_speaks": who, "ref": ref}, room=chat)

    def _standing(self, chat: str) -> tuple[WhoSpeaks, str] | None:
        with self._app.database.reading() as session:
            return standing(session, self._channel, chat)

    async def _typing(self, chat: str, who: str, *, on: bool) -> None:
        await self._sockets.emit("typing", {"from": who, "on": on}, room=chat)


def shown(message: Message) -> dict[str, Any]:
    """Return a message as the page shows it; of a button, what it means stays here."""
    return {
        "id": message.id,
        "from": message.author,
        "name": message.author_name,
        "text": message.text or "",
        "at": message.at.isoformat(),
        "buttons": [{"id": b["id"], "title": b["title"]} for b in message.buttons or ()],
        "key": message.channel_message_id if message.author == "customer" else None,
        "reply_to": message.in_reply_to,
    }
