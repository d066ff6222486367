"""The chat on a website: sockets over websocket or long polling, for `/chat.js`.

A chat is one customer's conversation with one merchant's assistant, in as many tabs as they like.
Its id and secret are made here, and everything that a page says of itself is checked: its origin
against the merchant's settings, the secret, the signed token. After every connection the page gets
the newest part of the conversation, so that it misses nothing; it shows each message once, by its
id. Rasa's own channel for Socket.IO is not used: it lets anybody with a token read any session.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine
from dataclasses import replace
from datetime import datetime, timezone
from typing import Any, TypeVar

import socketio
from sanic import Sanic
from socketio.exceptions import ConnectionRefusedError as Refused

from bot.app import App
from bot.cases.chat_sessions import (
    ChatKey,
    end_chat,
    is_open,
    mark_seen,
    note_typing,
)
from bot.cases.inbox import Inbound, recorded_before
from bot.cases.texts import last_buttons
from bot.channels.door import Door
from bot.channels.identity_token import BadToken, account_of
from bot.channels.origins import may_show
from bot.channels.widget_chats import Chats
from bot.channels.widget_guard import guarded
from bot.channels.widget_post import WidgetPost
from bot.channels.widget_visitor import (
    Limits,
    Visitor,
    address_of,
    has_words,
    is_text,
    key_in,
    merchant_in,
    message_id_in,
)
from bot.triage.turn import Say
from bot.values.times import known_zone

log = logging.getLogger(__name__)
T = TypeVar("T")

CHANNEL = "web"
#: The longest message, in characters; about two pages.
LONGEST = 4_000
#: The longest id that a page may give a message, in characters.
LONGEST_KEY = 64
#: The largest packet, in bytes: a message of LONGEST characters fits in any script.
LARGEST = 100_000
#: When to try again where a message could not be stored, in seconds.
TRY_AGAIN = 5.0
#: Nobody has more tabs open in one chat; and when to try again then, in seconds.
MOST_TABS, TRY_LATER = 20, 30.0


class Widget:
    """Opens chats and takes what is written in them; `WidgetPost` brings the answers."""

    def __init__(self, app: App, door: Door, seconds: Callable[[], float] = time.monotonic) -> None:
        self._app = app
        self._door = door
        self._sockets = socketio.AsyncServer(
            async_mode="sanic",
            # Both would otherwise print to the standard error by themselves.
            logger=logging.getLogger("refunds.socketio"),
            engineio_logger=logging.getLogger("refunds.engineio"),
            cors_allowed_origins=self._may_connect,
            cors_credentials=False,
            max_http_buffer_size=LARGEST,
            # A page that is gone without a word is noticed within 25 seconds.
            ping_interval=15,
            ping_timeout=10,
        )
        self.post = WidgetPost(app, door, self._sockets, CHANNEL)
        self._limits = Limits(seconds)
        self._chats = Chats(app.database, CHANNEL)
        self._begun: set[asyncio.Task[Any]] = set()
        for event in ("connect", "disconnect", "say", "typing", "seen", "earlier", "end"):
            self._sockets.on(event, getattr(self, f"_on_{event}"))

    def attach(self, web: Sanic) -> None:
        """Serve `/socket.io` in a web application."""
        web.config.WEBSOCKET_MAX_SIZE = LARGEST
        engine = self._sockets.eio
        engine.handle_request = guarded(engine.handle_request, LARGEST)
        self._sockets.attach(web)

    async def _on_connect(self, sid: str, environ: dict[str, Any], auth: Any) -> None:
        given = auth if isinstance(auth, dict) else {}
        merchant = merchant_in(environ)
        if merchant not in self._app.book.merchants:
            raise Refused("merchant", {"code": "merchant"})
        account, identity = self._identify(given.get("identity"), merchant)
        key = key_in(given.get("session"))
        wait = self._wait(address_of(environ), is_new=key is None)
        if wait:
            raise Refused("busy", {"code": "busy", "retry_after": wait})
        opened = await asyncio.to_thread(self._chats.enter, key, merchant, account)
        if isinstance(opened, str):
            raise Refused(opened, {"code": opened})
        if self.post.tabs(opened.id) >= MOST_TABS:
            raise Refused("busy", {"code": "busy", "retry_after": TRY_LATER})
        visitor = Visitor(opened.id, merchant, account, known_zone(given.get("zone")))
        await self._sockets.save_session(sid, {"visitor": visitor})
        # Words that come from here on reach the page, so the history below leaves no gap.
        await self.post.arrive(sid, visitor.chat)
        told = opened if key is None else ChatKey(opened.id, "")
        self._begin(self._welcome(sid, visitor, told, identity))

    def _wait(self, address: str, *, is_new: bool) -> float:
        """Return 0 where an address may connect, or after how many seconds it may."""
        wait = self._limits.connections.wait(address)
        return wait or (self._limits.new_chats.wait(address) if is_new else 0.0)

    async def _on_disconnect(self, sid: str, *_: Any) -> None:
        await self.post.leave(sid)

    async def _on_say(self, sid: str, given: Any) -> dict[str, Any]:
        visitor = await self._visitor(sid)
        if visitor is None:
            return self._refused("ended", "utter_chat_ended")
        said = given if isinstance(given, dict) else {}
        key, text = said.get("key"), said.get("text")
        if not is_text(key, LONGEST_KEY) or not isinstance(text, str) or not has_words(text):
            return self._refused("bad", "utter_nothing_written")
        if len(text) > LONGEST:
            return self._refused("too_long", "utter_too_long", longest=f"{LONGEST:,}")
        wait = self._limits.messages.wait(visitor.chat)
        if wait:
            return {**self._refused("too_fast", "utter_too_fast"), "retry_after": wait}
        now = datetime.now(timezone.utc)
        inbound = Inbound(
            CHANNEL,
            visitor.chat,
            text,
            now,
            key,
            visitor.merchant,
            visitor.account,
            visitor.zone,
            introduced=True,
        )
        try:
            return await self._take(sid, visitor, inbound, said.get("button"))
        except Exception:
            log.exception("a message could not be recorded")
            sorry = self._refused("not_recorded", "utter_not_recorded")
            return {**sorry, "retry_after": TRY_AGAIN}

    async def _take(
        self, sid: str, visitor: Visitor, inbound: Inbound, button: Any
    ) -> dict[str, Any]:
        """Store a message, show it in the other tabs, and have it answered."""
        checked = await asyncio.to_thread(self._checked, inbound, button)
        if not isinstance(checked, Inbound):
            return checked
        inbound = checked
        recorded = await self._door.record(inbound)
        message = {
            "id": recorded.message_id,
            "from": "customer",
            "name": None,
            "text": inbound.text,
            "at": inbound.at.isoformat(),
            "buttons": [],
            "key": inbound.message_id,
            "reply_to": None,
        }
        await self._sockets.emit("message", message, room=visitor.chat, skip_sid=sid)
        self._begin(self.post.answer(visitor.chat, recorded))
        return {"ok": True, "id": message["id"], "at": message["at"], "text": message["text"]}

    def _checked(self, inbound: Inbound, button: Any) -> Inbound | dict[str, Any]:
        """Return what is to be stored, or why it is not: a button counts while it is offered."""
        chat = inbound.sender
        with self._app.database.reading() as session:
            if not is_open(session, chat):
                return self._refused("ended", "utter_chat_ended")
            if not isinstance(button, str) or recorded_before(session, inbound):
                return inbound
            offered = last_buttons(session, CHANNEL, chat)
        found = next((one for one in offered if one["id"] == button), None)
        if found is None:
            return self._refused("bad", "utter_choice_is_past")
        return replace(inbound, text=found["title"])

    async def _on_typing(self, sid: str, *_: Any) -> None:
        visitor = await self._visitor(sid)
        if visitor is None or not self._may_go_on(visitor):
            return
        # Nobody looks at it unless a person has the case, so nothing is written for nobody.
        if self.post.who_speaks(visitor.chat) == "human":
            now = datetime.now(timezone.utc)
            await self._write(lambda session: note_typing(session, visitor.chat, "customer", now))

    async def _on_seen(self, sid: str, given: Any) -> None:
        visitor = await self._visitor(sid)
        seen = message_id_in(given, "id")
        if visitor is None or seen is None or not self._may_go_on(visitor):
            return
        if await self._write(lambda session: mark_seen(session, CHANNEL, visitor.chat, seen)):
            await self._sockets.emit("seen", {"id": seen}, room=visitor.chat, skip_sid=sid)

    async def _on_earlier(self, sid: str, given: Any) -> dict[str, Any]:
        visitor = await self._visitor(sid)
        before = message_id_in(given, "before")
        if visitor is None or before is None or not self._may_go_on(visitor):
            return {"messages": [], "earlier": False}
        return await asyncio.to_thread(self._chats.part, visitor.chat, before)

    async def _on_end(self, sid: str, *_: Any) -> dict[str, Any]:
        visitor = await self._visitor(sid)
        if visitor is not None:
            now = datetime.now(timezone.utc)
            await self._write(lambda session: end_chat(session, visitor.chat, now))
            # This page, too, reads nothing of it from now on; it still gets its answer.
            await self._sockets.save_session(sid, {})
            await self.post.end(visitor.chat, besides=sid)
        return {"ok": True}

    async def _welcome(
        self, sid: str, visitor: Visitor, key: ChatKey, identity: str | None
    ) -> None:
        conversation = await asyncio.to_thread(self._chats.part, visitor.chat, None)
        seen, stands = await asyncio.to_thread(self._chats.standing, visitor.chat)
        merchant = self._app.book.merchants[visitor.merchant]
        welcome = {
            "session": {"id": key.id, "secret": key.secret or None},
            "company": merchant.name,
            "identity": identity,
            "seen": seen,
            **stands,
            **conversation,
        }
        await self._sockets.emit("welcome", welcome, to=sid)
        await self.post.deliver(visitor.chat)

    def _identify(self, token: Any, merchant: str) -> tuple[str | None, str | None]:
        """Return the account that a token names, and what became of the token."""
        if token is None:
            return None, None
        secret = self._app.settings.identity_secrets.get(merchant)
        try:
            return account_of(str(token), merchant, secret, datetime.now(timezone.utc)), "accepted"
        except BadToken as error:
            log.warning("%s: %s The chat goes on unproved.", merchant, error)
            return None, "refused"

    def _may_connect(self, origin: str | None, environ: dict[str, Any]) -> bool:
        merchant = self._app.book.merchants.get(merchant_in(environ))
        return may_show(merchant, origin, environ.get("HTTP_HOST", ""))

    def _refused(self, code: str, response: str, **values: str) -> dict[str, Any]:
        words = self._app.replies.text(Say(response, values))
        return {"ok": False, "code": code, "say": words, "retry_after": None}

    def _may_go_on(self, visitor: Visitor) -> bool:
        """Tell whether a chat may do one thing more; a page that floods is not listened to."""
        return not self._limits.events.wait(visitor.chat)

    async def _visitor(self, sid: str) -> Visitor | None:
        """Return who is there; None once they have ended their chat."""
        session = await self._sockets.get_session(sid)
        visitor: Visitor | None = session.get("visitor")
        return visitor

    async def _write(self, change: Callable[[Any], T]) -> T:
        def write() -> T:
            with self._app.database.writing() as session:
                return change(session)

        return await asyncio.to_thread(write)

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._begun.add(task)
        task.add_done_callback(self._begun.discard)
