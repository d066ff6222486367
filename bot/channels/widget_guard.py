"""Two gaps of Engine.IO: it waits with too large a packet, and fails on a session just ended."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from sanic import response
from sanic.request import Request
from sanic.response import HTTPResponse

Handle = Callable[[Request], Awaitable[Any]]


def guarded(handle: Handle, largest: int) -> Handle:
    """Return Engine.IO's way to answer a request, with its two gaps closed.

    Args:
        handle: answers a request; raises KeyError for a session that has just ended.
        largest: how many bytes a request may have.
    """

    async def answer(request: Request) -> HTTPResponse:
        if len(request.body or b"") > largest:
            return response.text("That is larger than any message.", status=413)
        try:
            return await handle(request)
        except KeyError:
            return response.text("This connection has ended. Open a new one.", status=400)

    return answer
