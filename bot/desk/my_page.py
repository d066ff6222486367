"""A person's own page: their password, their second factor, signing out everywhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from itsdangerous import BadSignature, URLSafeTimedSerializer
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.cases.second_factor import address_for_app, new_secret, turn_off, turn_on
from bot.cases.sign_in_tries import may_try, take_back_try
from bot.cases.staff import change_password, find_staff
from bot.cases.staff_member import StaffMember
from bot.cases.staff_sessions import end_all_sessions
from bot.desk.address import address_of
from bot.desk.csrf import take_secret
from bot.desk.new_password import new_password
from bot.desk.pages import page
from bot.desk.passwords import hash_password, is_password
from bot.desk.room import room_of
from bot.desk.who import for_staff, form_of_staff, member_of
from bot.errors import BadInput

Form = Mapping[str, str]
#: Between the key for the app and the first code of it.
SET_UP_SECONDS = 600
_WRONG = "That is not your present password. Please try again."


@for_staff
def show_me(request: Request) -> Response:
    """Show the page."""
    return _show(request)


@form_of_staff
def act_on_me(request: Request, form: Form) -> Response:
    """Change something about oneself; what makes the sign-in weaker asks for the password.

    Raises:
        HTTPException: 404 where there is no such change.
    """
    change = CHANGES.get(request.path_params["verb"])
    if change is None:
        raise HTTPException(404)
    try:
        return change(request, form)
    except BadInput as error:
        return _show(request, error=str(error), half=form.get("half"), status=422)


def _change_password(request: Request, form: Form) -> Response:
    _require_password(request, form)
    password = hash_password(new_password(form.get("new", "")))
    room = room_of(request)
    with room.database.writing() as session:
        me = _me(session, request)
        change_password(session, me, password, room.clock(), me.name)
    return _to_sign_in()


def _begin_second_factor(request: Request, form: Form) -> Response:
    _require_password(request, form)
    return _show(request, half=_signer(request).dumps(new_secret()))


def _turn_on(request: Request, form: Form) -> Response:
    room, secret = room_of(request), _secret_in(request, form.get("half"))
    if secret is None:
        raise BadInput("That took too long. Please begin again.")
    with room.database.writing() as session:
        me = _me(session, request)
        if me.totp_secret is not None:
            raise BadInput("It is on already. Turn it off first to set it up anew.")
        codes = turn_on(session, me, secret, form.get("code", ""), room.clock(), me.name)
    return _show(request, codes=codes)


def _turn_off(request: Request, form: Form) -> Response:
    _require_password(request, form)
    room = room_of(request)
    with room.database.writing() as session:
        me = _me(session, request)
        turn_off(session, me, room.clock(), me.name)
    return RedirectResponse("/me", 303)


def _sign_out_everywhere(request: Request, _: Form) -> Response:
    room = room_of(request)
    with room.database.writing() as session:
        end_all_sessions(session, _me(session, request), room.clock())
    return _to_sign_in()


#: Each change by the last part of its address.
CHANGES: Mapping[str, Callable[[Request, Form], Response]] = {
    "password": _change_password,
    "second-factor": _begin_second_factor,
    "turn-on": _turn_on,
    "turn-off": _turn_off,
    "sign-out": _sign_out_everywhere,
}


def _require_password(request: Request, form: Form) -> None:
    """Go on where the present password was given; tries are counted as at signing in."""
    room, me, address = room_of(request), member_of(request), address_of(request)
    with room.database.writing() as session:
        if not may_try(session, me.name, address, room.clock()):
            raise BadInput("Too many tries. Please wait 15 minutes, then try again.")
    if not is_password(form.get("password", ""), me.password_hash):
        raise BadInput(_WRONG)
    with room.database.writing() as session:
        take_back_try(session, me.name, address)


def _me(session: Any, request: Request) -> StaffMember:
    me = find_staff(session, member_of(request).name)
    if me is None:
        raise HTTPException(404)
    return me


def _to_sign_in() -> Response:
    answer = RedirectResponse("/sign-in", 303)
    take_secret(answer)
    return answer


def _signer(request: Request) -> URLSafeTimedSerializer:
    """Sign the secret of an app that is being set up, for this person alone."""
    return URLSafeTimedSerializer(room_of(request).signing_key, f"app of {member_of(request).name}")


def _secret_in(request: Request, half: str | None) -> str | None:
    try:
        return str(_signer(request).loads(half, max_age=SET_UP_SECONDS)) if half else None
    except BadSignature:
        return None


def _show(
    request: Request,
    *,
    error: str | None = None,
    half: str | None = None,
    codes: list[str] | None = None,
    status: int = 200,
) -> Response:
    room = room_of(request)
    with room.database.reading() as session:
        me = _me(session, request)
    secret = _secret_in(request, half) if me.totp_secret is None else None
    return page(
        request,
        "me.html",
        status,
        me=me,
        has_second_factor=me.totp_secret is not None,
        error=error,
        half=half if secret else None,
        secret=" ".join(secret[at : at + 4] for at in range(0, len(secret), 4)) if secret else None,
        address=address_for_app(secret, me) if secret else None,
        codes=codes,
    )
