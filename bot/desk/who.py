"""Who is signed in: the cookie's secret is looked up in the database on every page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import wraps
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.cases.roles import may
from bot.cases.staff_member import StaffMember
from bot.cases.staff_sessions import needs_seen, signed_in, still_there
from bot.desk.csrf import check_csrf, secret_of
from bot.desk.room import room_of
from bot.desk.small_form import MOST_BYTES_OF_STAFF, small_form

#: A page that fetches itself anew says so: that is no sign that somebody is there.
BY_ITSELF = "x-by-itself"

Page = Callable[[Request], Response]
FormPage = Callable[[Request, Mapping[str, str]], Response]


def signed_in_member(request: Request) -> StaffMember | None:
    """Return who is signed in, or None where nobody is any more; it asks the database."""
    secret, room = secret_of(request), room_of(request)
    if secret is None:
        return None
    with room.database.reading() as session:
        return signed_in(session, secret, room.clock())


def member_of(request: Request) -> StaffMember:
    """Return who asks for a page that `for_staff` or `form_of_staff` guards."""
    member: StaffMember = request.state.member
    return member


def for_staff(show: Page) -> Page:
    """Guard a page: who is not signed in, or no longer on the staff, is asked to sign in."""

    @wraps(show)
    def guarded(request: Request) -> Response:
        member = signed_in_member(request)
        if member is None:
            return RedirectResponse(f"/sign-in?{urlencode({'next': request.url.path})}", 303)
        request.state.member = member
        if BY_ITSELF not in request.headers:
            _note_that_they_are_there(request)
        return show(request)

    return guarded


def form_of_staff(act: FormPage) -> Callable[[Request], Awaitable[Response]]:
    """Guard a form: its token is the browser's own, and who sends it is signed in."""

    @wraps(act)
    async def guarded(request: Request) -> Response:
        form = await small_form(request, MOST_BYTES_OF_STAFF)
        check_csrf(request, form)
        return await run_in_threadpool(for_staff(lambda asked: act(asked, form)), request)

    return guarded


def for_owner(show: Page) -> Page:
    """Guard a page that only who manages the staff may see; to others there is no such page."""

    @wraps(show)
    def guarded(request: Request) -> Response:
        require_owner(request)
        return show(request)

    return for_staff(guarded)


def require_owner(request: Request) -> None:
    """Go on where whoever asks manages the staff.

    Raises:
        HTTPException: 404.
    """
    if not may(member_of(request), "manage_staff"):
        raise HTTPException(404)


def _note_that_they_are_there(request: Request) -> None:
    secret, room = secret_of(request), room_of(request)
    now = room.clock()
    with room.database.reading() as session:
        if secret is None or not needs_seen(session, secret, now):
            return
    with room.database.writing() as session:
        still_there(session, secret, now)
