"""Signing in and out.

An unknown name and a wrong password get the same answer after the same work, so that nobody
learns from here who is on the staff.
"""

from __future__ import annotations

import asyncio
import re

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.cases.staff import find_staff
from bot.desk.csrf import check_csrf, csrf_token
from bot.desk.pages import page
from bot.desk.passwords import is_password
from bot.desk.room import Room, room_of
from bot.desk.small_form import small_form
from bot.desk.who import remember

_OWN_PAGE = re.compile(r"/(case/RF-[0-9A-Z]{4}-[0-9A-Z]{4})?")
_WRONG = "That name and password do not belong together. Please check both and try again."
_TOO_OFTEN = "Too many tries. Please wait 15 minutes, then try again."


async def show_sign_in(request: Request) -> Response:
    """Show the form."""
    return _form(request, error=None)


async def sign_in(request: Request) -> Response:
    """Check name and password, and begin a session."""
    form = await small_form(request)
    check_csrf(request, form)
    room, name = room_of(request), form.get("name", "").strip()
    address = request.client.host if request.client else ""
    if not room.throttle.allows(name, address, room.clock()):
        return _form(request, _TOO_OFTEN, name, 429)
    async with room.hashing:
        right_name = await asyncio.to_thread(_check, room, name, form.get("password", ""))
    if right_name is None:
        return _form(request, _WRONG, name, 401)
    room.throttle.succeeded(name, address)
    remember(request, right_name)
    return RedirectResponse(_next_page(form.get("next", "/")), 303)


async def sign_out(request: Request) -> Response:
    """End the session."""
    check_csrf(request, await small_form(request))
    request.session.clear()
    return RedirectResponse("/sign-in", 303)


def _form(request: Request, error: str | None, name: str = "", status: int = 200) -> Response:
    return page(
        request,
        "sign_in.html",
        status,
        error=error,
        name=name,
        token=csrf_token(request),
        next_page=_next_page(request.query_params.get("next", "/")),
    )


def _next_page(path: str) -> str:
    """Lead to a page of the desk, never to an address that somebody else put into the link."""
    return path if _OWN_PAGE.fullmatch(path) else "/"


def _check(room: Room, name: str, password: str) -> str | None:
    """Return the member's name as it is on record, if the password is theirs."""
    with room.database.reading() as session:
        member = find_staff(session, name)
    right = is_password(password, member.password_hash if member else room.nobodys_hash)
    return member.name if member and right else None
