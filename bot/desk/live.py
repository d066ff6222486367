"""Events for open pages: that something changed, who else is here, that somebody types.

A page is told *that* it is not the newest, and fetches itself anew; so nothing is lost when a
connection breaks: the browser comes again with the mark that it knows, and is told at once if that
is old. The database is asked in a thread; the event loop never waits for it.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from bot.cases.case_marker import case_marker
from bot.cases.chat_sessions import is_customer_typing
from bot.cases.queue import marker as queue_marker
from bot.cases.roles import require_seen
from bot.cases.steps import last_to_write, load_case
from bot.desk.room import Room, room_of
from bot.desk.who import signed_in_member
from bot.errors import CaseNotFound

#: The website's chats, the one channel that tells that somebody is typing.
WEB = "web"
LOOK_EVERY = 0.5
#: Proxies close what is silent for longer; and a browser that is gone is noticed by it.
HEARTBEAT_EVERY = 15.0
#: A browser whose connection broke comes again after so many milliseconds.
COME_AGAIN = 2000


@dataclass(frozen=True)
class Sight:
    """What a page would see now: its mark, and whether the customer types."""

    marker: str | None
    typing: bool = False


async def events(request: Request) -> Response:
    """Open the stream of a page: of `?case=RF-…`, else of the queue.

    Raises:
        HTTPException: 404 for a case that is not there or not theirs to see.
    """
    ref = request.query_params.get("case", "")
    member = await run_in_threadpool(signed_in_member, request)
    if member is None:
        return _stream(_only("signed-out"))
    if ref and not await run_in_threadpool(_may_look, request, ref, member):
        raise HTTPException(404)
    room = room_of(request)
    known = request.headers.get("last-event-id") or request.query_params.get("since")

    def look() -> Sight | None:
        # Whoever is signed out, or may not see it any more, is told nothing more.
        now = signed_in_member(request)
        if now is None or (ref and not _may_look(request, ref, now)):
            return None
        return _case_sight(room, ref) if ref else _queue_sight(room, now)

    return _stream(watch(room, ref, member.name, look, known))


async def watch(
    room: Room, ref: str, name: str, look: Callable[[], Sight | None], known: str | None
) -> AsyncIterator[str]:
    """Give the events of one page, until it is gone, its session ends, or the desk does.

    Args:
        room: who else looks, and whether the desk is ending.
        ref: the case that is looked at, "" for the queue.
        name: who looks.
        look: what there is to see now, or None for one who is signed out.
        known: the mark of what the page shows.
    """
    typing, silent_for = False, 0.0
    others: tuple[str, ...] = ()
    with ExitStack() as here:
        if ref:
            here.enter_context(room.presence.here(ref, name))
        yield f"retry: {COME_AGAIN}\n\n"
        while not room.is_ending():
            sight = await asyncio.to_thread(look)
            if sight is None:
                yield _event("signed-out")
                return
            words = []
            if sight.marker is not None and sight.marker != known:
                known = sight.marker
                words.append(_event("changed", mark=known))
            if sight.typing != typing:
                typing = sight.typing
                words.append(_event("typing", {"on": typing}))
            if ref and others != (others := room.presence.others(ref, name)):
                words.append(_event("here", {"names": others}))
            silent_for = 0.0 if words else silent_for + LOOK_EVERY
            if silent_for >= HEARTBEAT_EVERY:
                words, silent_for = [": still here\n\n"], 0.0
            if words:
                yield "".join(words)
            await asyncio.sleep(LOOK_EVERY)


def _may_look(request: Request, ref: str, member: Any) -> bool:
    with room_of(request).database.reading() as session:
        try:
            require_seen(member, load_case(session, ref))
        except CaseNotFound:
            return False
    return True


def _case_sight(room: Room, ref: str) -> Sight:
    with room.database.reading() as session:
        case = load_case(session, ref)
        whom = last_to_write(session, case)
        types = whom.channel == WEB and is_customer_typing(session, WEB, whom.sender, room.clock())
        return Sight(case_marker(session, ref), types)


def _queue_sight(room: Room, member: Any) -> Sight:
    with room.database.reading() as session:
        return Sight(queue_marker(session, member))


def _event(name: str, data: Any = None, mark: str | None = None) -> str:
    lines = [f"id: {mark}"] if mark is not None else []
    return "\n".join([*lines, f"event: {name}", f"data: {json.dumps(data or {})}", "", ""])


async def _only(name: str) -> AsyncIterator[str]:
    yield _event(name)


def _stream(words: AsyncIterator[str]) -> Response:
    # Without this header nginx would keep the words back until there are many.
    return StreamingResponse(
        words, media_type="text/event-stream", headers={"X-Accel-Buffering": "no"}
    )
