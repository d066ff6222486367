"""Signing in and out: the password, and a code where the person has a second factor.

An unknown name and a wrong password get the same answer after the same work, so that nobody
learns from here who is on the staff.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

from itsdangerous import BadSignature, URLSafeTimedSerializer
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.cases.second_factor import passes
from bot.cases.sign_in_tries import forget_tries, may_try, take_back_try
from bot.cases.staff import find_staff
from bot.cases.staff_member import StaffMember
from bot.cases.staff_sessions import begin_session, end_session
from bot.desk.address import address_of
from bot.desk.csrf import (
    check_csrf,
    csrf_token,
    give_secret,
    new_secret,
    secret_of,
    take_secret,
)
from bot.desk.pages import page
from bot.desk.passwords import is_password
from bot.desk.room import Room, room_of
from bot.desk.small_form import small_form

#: Between password and code.
CODE_WITHIN_SECONDS = 300
#: Of a form that was sent to a case or to one's own page, the page alone.
_OWN_PAGE = re.compile(r"(/case/RF-[0-9A-Z]{4}-[0-9A-Z]{4}|/me|/people(?:/[0-9]+)?|/)(?:/[a-z-]+)?")
_WRONG = "That name and password do not belong together. Please check both and try again."
_WRONG_CODE = "That is not the code. Each code works once: wait for the next one and try again."
_TOO_LATE = "That took too long. Please start again with your name and password."
_CHANGED = "This sign-in is no longer good. Please start again with your name and password."
_TOO_OFTEN = "Too many tries. Please wait 15 minutes, then try again."


async def show_sign_in(request: Request) -> Response:
    """Show the form."""
    return _form(request, error=None)


async def sign_in(request: Request) -> Response:
    """Check name and password, and begin a session or ask for the code."""
    form = await small_form(request)
    check_csrf(request, form)
    room, name = room_of(request), form.get("name", "").strip()
    wanted = form.get("next", "/")
    if not await run_in_threadpool(_may_try, request, name):
        return _form(request, _TOO_OFTEN, name, 429, wanted)
    async with room.hashing:
        member = await run_in_threadpool(_check, room, name, form.get("password", ""))
    if member is None:
        return _form(request, _WRONG, name, 401, wanted)
    if member.totp_secret is not None:
        await run_in_threadpool(_take_back_try, request, name)
        half = _halves(request).dumps([member.name, _state_of(member)])
        return _code_form(request, half, wanted)
    return await run_in_threadpool(_let_in, request, member, wanted)


async def check_code(request: Request) -> Response:
    """Check the code of somebody whose password was right, and begin a session."""
    form = await small_form(request)
    check_csrf(request, form)
    return await run_in_threadpool(_check_code, request, form)


async def sign_out(request: Request) -> Response:
    """End the session."""
    check_csrf(request, await small_form(request))
    await run_in_threadpool(_end, request)
    answer = RedirectResponse("/sign-in", 303)
    take_secret(answer)
    return answer


def _check_code(request: Request, form: Mapping[str, str]) -> Response:
    room, half = room_of(request), form.get("half", "")
    try:
        name, state = _halves(request).loads(half, max_age=CODE_WITHIN_SECONDS)
    except BadSignature:
        return _form(request, _TOO_LATE, status=401)
    if not _may_try(request, name):
        return _form(request, _TOO_OFTEN, name, 429)
    with room.database.writing() as session:
        member = find_staff(session, name)
        if member is None or _state_of(member) != state:
            return _form(request, _CHANGED, name, 401)
        is_right = passes(session, member, form.get("code", ""), room.clock())
    if not is_right:
        return _code_form(request, half, form.get("next", "/"), _WRONG_CODE, 401)
    return _let_in(request, member, form.get("next", "/"))


def _let_in(request: Request, member: StaffMember, wanted: str) -> Response:
    room, before = room_of(request), secret_of(request)
    with room.database.writing() as session:
        forget_tries(session, member.name, address_of(request))
        if before is not None:
            # Who signs in anew in one browser is signed in there once.
            end_session(session, before, room.clock())
        secret = begin_session(session, member, room.clock())
    answer = RedirectResponse(_next_page(wanted), 303)
    give_secret(answer, secret, over_tls=room.over_tls)
    return answer


def _form(
    request: Request, error: str | None, name: str = "", status: int = 200, wanted: str = "/"
) -> Response:
    known = secret_of(request)
    secret = known or new_secret()
    answer = page(
        request,
        "sign_in.html",
        status,
        error=error,
        name=name,
        token=csrf_token(secret),
        next_page=_next_page(request.query_params.get("next", wanted)),
    )
    if known is None:
        give_secret(answer, secret, over_tls=room_of(request).over_tls)
    return answer


def _code_form(
    request: Request, half: str, wanted: str, error: str | None = None, status: int = 200
) -> Response:
    token = csrf_token(secret_of(request) or "")
    values = {"half": half, "error": error, "token": token, "next_page": _next_page(wanted)}
    return page(request, "sign_in_code.html", status, **values)


def _next_page(path: str) -> str:
    """Lead to a page of the desk, never to an address that somebody else put into the link."""
    own = _OWN_PAGE.fullmatch(path)
    return own[1] if own else "/"


def _halves(request: Request) -> URLSafeTimedSerializer:
    """Sign that a password was right, for this browser alone."""
    browser = hashlib.sha256((secret_of(request) or "").encode()).hexdigest()
    return URLSafeTimedSerializer(room_of(request).signing_key, salt=f"half {browser}")


def _state_of(member: StaffMember) -> str:
    """Return a digest of the password's hash: with a new password a half-done sign-in ends."""
    return hashlib.sha256(member.password_hash.encode()).hexdigest()


def _may_try(request: Request, name: str) -> bool:
    room = room_of(request)
    with room.database.writing() as session:
        return may_try(session, name, address_of(request), room.clock())


def _take_back_try(request: Request, name: str) -> None:
    with room_of(request).database.writing() as session:
        take_back_try(session, name, address_of(request))


def _end(request: Request) -> None:
    room, secret = room_of(request), secret_of(request)
    with room.database.writing() as session:
        end_session(session, secret or "", room.clock())


def _check(room: Room, name: str, password: str) -> StaffMember | None:
    """Return the member as they are on record, if the password is theirs."""
    with room.database.reading() as session:
        member = find_staff(session, name)
    if member is not None and member.disabled_at is not None:
        member = None
    right = is_password(password, member.password_hash if member else room.nobodys_hash)
    return member if member and right else None
