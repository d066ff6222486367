"""`refunds staff`: the people at the desk."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

import typer

from bot.cli.reading import print_json
from bot.cli.root import AsJson, staff
from bot.errors import BadInput
from bot.settings import read_settings

if TYPE_CHECKING:
    from bot.app import App
    from bot.cases.staff_member import StaffMember

Merchants = typer.Option([], "--merchant", help="A company whose cases they see; can be repeated.")
MerchantIds = typer.Argument(None, help="The ids of the companies.")
Password = typer.Option(None, help="Asked for when it is not given.")


@staff.command("add")
def staff_add(
    name: str,
    role: str = typer.Option("agent", help="agent, lead or owner."),
    merchant: list[str] = Merchants,
    first_name: str | None = typer.Option(None, help="What customers read; default: from NAME."),
    password: str | None = Password,
) -> None:
    """Add somebody to the desk; without --merchant they see all companies that there are now."""
    from bot.app import build
    from bot.cases.staff import add_staff
    from bot.desk.passwords import hash_password

    app = build(read_settings())
    seen = _known(app, merchant) or ([] if role == "owner" else sorted(app.book.merchants))
    digest = hash_password(_password(name, password))
    with app.database.writing() as session:
        add_staff(
            session,
            name,
            digest,
            role,
            _now(),
            merchants=seen,
            first_name=first_name,
            companies=[each.name for each in app.book.merchants.values()],
        )
    print(f"{name} can sign in at the desk.")


@staff.command("list")
def staff_list(as_json: bool = AsJson) -> None:  # noqa: FBT001 -- Typer's way to declare an option.
    """List everybody, with roles and companies."""
    from bot.app import build
    from bot.cases.staff import list_staff

    with build(read_settings()).database.reading() as session:
        people = [_as_json(member) for member in list_staff(session)]
    if as_json:
        print_json(people)
        return
    for one in people:
        seen = ", ".join(one["merchants"]) or ("all" if one["role"] == "owner" else "no companies")
        marks = [m for m in ("second factor", "disabled") if one[m.replace(" ", "_")]]
        print("  ".join([one["name"], one["role"], seen, *marks]))


@staff.command("password")
def staff_password(name: str, password: str | None = Password) -> None:
    """Give somebody another password; they are signed out everywhere."""
    from bot.cases.staff import change_password
    from bot.cases.staff_log import COMMAND_LINE
    from bot.desk.passwords import hash_password

    with _member(name) as (_, session, member):
        digest = hash_password(_password(name, password))
        change_password(session, member, digest, _now(), COMMAND_LINE)
    print(f"{name} has another password and is signed out everywhere.")


@staff.command("role")
def staff_role(name: str, role: str = typer.Argument(..., help="agent, lead or owner.")) -> None:
    """Give somebody another role."""
    from bot.cases.staff import change_role
    from bot.cases.staff_log import COMMAND_LINE

    with _member(name) as (_, session, member):
        change_role(session, member, role, _now(), COMMAND_LINE)
    print(f"{name} is {role} now.")


@staff.command("merchants")
def staff_merchants(name: str, merchants: list[str] = MerchantIds) -> None:
    """Say whose cases somebody sees; with none named, an owner sees all and others nothing."""
    from bot.cases.staff import change_merchants
    from bot.cases.staff_log import COMMAND_LINE

    with _member(name) as (app, session, member):
        change_merchants(session, member, _known(app, merchants), _now(), COMMAND_LINE)
        seen = ", ".join(member.merchants) or ("all" if member.role == "owner" else "no companies")
    print(f"{name} sees {seen}.")


@staff.command("disable")
def staff_disable(name: str) -> None:
    """Let somebody sign in no more; they are signed out everywhere."""
    from bot.cases.staff import disable
    from bot.cases.staff_log import COMMAND_LINE

    with _member(name) as (_, session, member):
        disable(session, member, _now(), COMMAND_LINE)
    print(f"{name} can sign in no more.")


@staff.command("enable")
def staff_enable(name: str) -> None:
    """Let somebody who was disabled sign in again."""
    from bot.cases.staff import enable
    from bot.cases.staff_log import COMMAND_LINE

    with _member(name) as (_, session, member):
        enable(session, member, _now(), COMMAND_LINE)
    print(f"{name} can sign in again.")


@staff.command("sign-out")
def staff_sign_out(name: str) -> None:
    """Sign somebody out everywhere."""
    from bot.cases.staff_log import COMMAND_LINE, log
    from bot.cases.staff_sessions import end_all_sessions

    with _member(name) as (_, session, member):
        count = end_all_sessions(session, member, _now())
        log(session, _now(), COMMAND_LINE, "signed out everywhere", member.name)
    print(f"{name} was signed out of {count} browser(s).")


@staff.command("totp")
def staff_totp(
    name: str,
    off: bool = typer.Option(False, "--off", help="Ask for no second factor any more."),  # noqa: FBT001 -- Typer's way to declare an option.
) -> None:
    """Ask somebody for a second factor: show the secret for their app, and check one code."""
    from bot.cases.second_factor import address_for_app, new_secret, turn_off, turn_on
    from bot.cases.staff_log import COMMAND_LINE

    if off:
        with _member(name) as (_, session, member):
            turn_off(session, member, _now(), COMMAND_LINE)
        print(f"{name} signs in with the password alone.")
        return
    secret = new_secret()
    with _member(name) as (_, _session, member):
        print(f"Secret for the app: {secret}\n{address_for_app(secret, member)}")
    code = typer.prompt("The code that the app shows now")
    with _member(name) as (_, session, member):
        codes = turn_on(session, member, secret, code, _now(), COMMAND_LINE)
    print("Recovery codes, each for one sign-in. They are not shown again.")
    for each in codes:
        print(f"  {each}")


@staff.command("log")
def staff_log(as_json: bool = AsJson) -> None:  # noqa: FBT001 -- Typer's way to declare an option.
    """Show what was done about people, the newest first."""
    from bot.app import build
    from bot.cases.staff_log import read_log

    with build(read_settings()).database.reading() as session:
        entries = read_log(session)
    if as_json:
        print_json([{**each._asdict(), "at": each.at.isoformat()} for each in entries])
        return
    for each in entries:
        told = "; ".join(f"{name}: {value}" for name, value in each.detail.items())
        print(f"{each.at.isoformat()}  {each.actor} {each.action}: {each.about}  {told}".rstrip())


@contextmanager
def _member(name: str) -> Iterator[tuple[App, Any, StaffMember]]:
    """Give the assistant, a session that writes, and the member of staff in it."""
    from bot.app import build
    from bot.cases.staff import load_staff

    app = build(read_settings())
    with app.database.writing() as session:
        yield app, session, load_staff(session, name)


def _known(app: App, merchants: list[str] | None) -> list[str]:
    unknown = [each for each in merchants or [] if each not in app.book.merchants]
    if unknown:
        known = ", ".join(sorted(app.book.merchants))
        raise BadInput(f"No merchant is called '{unknown[0]}'. Use one of {known}.")
    return sorted(merchants or [])


def _password(name: str, given: str | None) -> str:
    from bot.desk.new_password import new_password

    return new_password(given if given is not None else getpass.getpass(f"Password for {name}: "))


def _as_json(member: StaffMember) -> dict[str, Any]:
    return {
        "name": member.name,
        "first_name": member.called,
        "role": member.role,
        "merchants": member.merchants,
        "second_factor": member.totp_secret is not None,
        "disabled": member.disabled_at is not None,
    }


def _now() -> datetime:
    return datetime.now(timezone.utc)
