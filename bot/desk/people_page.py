"""The owner's page of the people at the desk: what each may do, and whose cases they see."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.cases.roles import ROLES
from bot.cases.second_factor import turn_off
from bot.cases.staff import (
    add_staff,
    change_merchants,
    change_password,
    change_role,
    disable,
    enable,
    list_staff,
)
from bot.cases.staff_log import read_log
from bot.cases.staff_member import StaffMember
from bot.cases.staff_sessions import end_all_sessions
from bot.desk.moments import moment_words
from bot.desk.new_password import new_password
from bot.desk.pages import page
from bot.desk.passwords import hash_password
from bot.desk.room import Room, room_of
from bot.desk.who import for_owner, form_of_staff, member_of, require_owner
from bot.errors import BadInput, NotAllowed

Form = Mapping[str, str]
#: PostgreSQL's integers end here.
LARGEST_ID = 2**31 - 1


@dataclass(frozen=True)
class Change:
    """One change by an owner to a person, as `CHANGES` makes it."""

    session: Any
    room: Room
    person: StaffMember
    form: Form
    at: datetime
    by: str


@for_owner
def show_people(request: Request) -> Response:
    """Show everybody, a form for somebody new, and the newest of the staff log."""
    return _show_people(request)


@for_owner
def show_person(request: Request) -> Response:
    """Show one person.

    Raises:
        HTTPException: 404 where there is no such person.
    """
    return _show_person(request)


@form_of_staff
def add_person(request: Request, form: Form) -> Response:
    """Add somebody to the desk."""
    require_owner(request)
    room, me = room_of(request), member_of(request)
    try:
        password = hash_password(new_password(form.get("password", "")))
        with room.database.writing() as session:
            add_staff(
                session,
                form.get("name", ""),
                password,
                form.get("role", ""),
                room.clock(),
                merchants=_merchants(room, form),
                first_name=form.get("first_name", "").strip() or None,
                companies=[each.name for each in room.book.merchants.values()],
                actor=me.name,
            )
    except BadInput as error:
        return _show_people(request, str(error), form, 422)
    return RedirectResponse("/people", 303)


@form_of_staff
def act_on_person(request: Request, form: Form) -> Response:
    """Change something about a person.

    Raises:
        HTTPException: 404 where there is no such person or change, or they do not manage the staff.
    """
    require_owner(request)
    room, change = room_of(request), CHANGES.get(request.path_params["verb"])
    if change is None:
        raise HTTPException(404)
    try:
        with room.database.writing() as session:
            person = _person(session, request)
            change(Change(session, room, person, form, room.clock(), member_of(request).name))
    except (BadInput, NotAllowed) as error:
        return _show_person(request, str(error), 422)
    return RedirectResponse(f"/people/{request.path_params['id']}", 303)


def _set_password(to: Change) -> None:
    password = hash_password(new_password(to.form.get("password", "")))
    change_password(to.session, to.person, password, to.at, to.by)


#: Each change by the last part of its address.
CHANGES: Mapping[str, Callable[[Change], object]] = {
    "role": lambda to: change_role(to.session, to.person, to.form.get("role", ""), to.at, to.by),
    "merchants": lambda to: change_merchants(
        to.session, to.person, _merchants(to.room, to.form), to.at, to.by
    ),
    "password": _set_password,
    "disable": lambda to: disable(to.session, to.person, to.at, to.by),
    "enable": lambda to: enable(to.session, to.person, to.at, to.by),
    "sign-out": lambda to: end_all_sessions(to.session, to.person, to.at),
    "no-second-factor": lambda to: turn_off(to.session, to.person, to.at, to.by),
}


def _merchants(room: Room, form: Form) -> list[str]:
    """Return the companies that were ticked; a field that comes several times holds them all."""
    ticked = form.get("merchants", "").split()
    unknown = [each for each in ticked if each not in room.book.merchants]
    if unknown:
        raise BadInput(f"Company '{unknown[0]}' is unknown. Choose among those on the page.")
    return ticked


def _person(session: Any, request: Request) -> StaffMember:
    number = request.path_params["id"]
    person: StaffMember | None = session.get(StaffMember, number) if number <= LARGEST_ID else None
    if person is None:
        raise HTTPException(404)
    return person


def _show_people(
    request: Request, error: str | None = None, typed: Form | None = None, status: int = 200
) -> Response:
    room = room_of(request)
    with room.database.reading() as session:
        people, log = list_staff(session), read_log(session)
    return page(
        request,
        "people.html",
        status,
        people=[_view(room, each) for each in people],
        log=[
            {
                "at": moment_words(entry.at, None),
                "words": f"{entry.actor} {entry.action}: {entry.about}",
                "detail": "; ".join(f"{k}: {_said(v)}" for k, v in entry.detail.items()),
            }
            for entry in log
        ],
        roles=ROLES,
        merchants=_choices(room),
        error=error,
        typed=typed or {},
    )


def _show_person(request: Request, error: str | None = None, status: int = 200) -> Response:
    room = room_of(request)
    with room.database.reading() as session:
        person = _person(session, request)
    return page(
        request,
        "person.html",
        status,
        person=_view(room, person),
        roles=ROLES,
        merchants=_choices(room),
        error=error,
    )


def _view(room: Room, person: StaffMember) -> dict[str, Any]:
    names = [_name(room, each) for each in person.merchants]
    everything = "All companies" if person.role == "owner" else "No company"
    return {
        "id": person.id,
        "name": person.name,
        "called": person.called,
        "role": person.role,
        "merchants": person.merchants,
        "sees": ", ".join(names) or everything,
        "has_second_factor": person.totp_secret is not None,
        "is_disabled": person.disabled_at is not None,
    }


def _choices(room: Room) -> list[tuple[str, str]]:
    return [(name, merchant.name) for name, merchant in sorted(room.book.merchants.items())]


def _name(room: Room, merchant: str) -> str:
    known = room.book.merchants.get(merchant)
    return known.name if known else merchant


def _said(value: Any) -> str:
    return ", ".join(map(str, value)) or "none" if isinstance(value, list) else str(value)
