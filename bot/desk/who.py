"""Who is signed in: a name and an hour in the signed cookie, both looked at on every page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.cases.staff import find_staff
from bot.desk.room import room_of

LONGEST_SESSION = timedelta(hours=12)


def remember(request: Request, name: str) -> None:
    """Begin a session for `name`; nothing of the one before is kept."""
    request.session.clear()
    request.session["name"] = name
    request.session["since"] = room_of(request).clock().isoformat()


def signed_in_name(request: Request) -> str | None:
    """Return the name of the member of staff, or None where nobody is signed in any more."""
    session = request.scope.get("session", {})
    name, since = session.get("name"), session.get("since")
    if not isinstance(name, str) or not isinstance(since, str):
        return None
    age = room_of(request).clock() - datetime.fromisoformat(since)
    return name if timedelta(0) <= age < LONGEST_SESSION else None


def for_staff(show: Callable[[Request], Response]) -> Callable[[Request], Response]:
    """Guard a page: who is not signed in, or no longer on the staff, is asked to sign in."""

    @wraps(show)
    def guarded(request: Request) -> Response:
        name = signed_in_name(request)
        if name is None or not _is_on_the_staff(request, name):
            request.session.clear()
            return RedirectResponse(f"/sign-in?{urlencode({'next': request.url.path})}", 303)
        return show(request)

    return guarded


def _is_on_the_staff(request: Request, name: str) -> bool:
    with room_of(request).database.reading() as session:
        return find_staff(session, name) is not None
