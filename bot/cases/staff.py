"""The people at the desk: who they are, what they may do, and each change of that in the log.

`actor` is the name of the owner who does it, or `COMMAND_LINE`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from bot.cases.hold import release_holds
from bot.cases.roles import known_role
from bot.cases.staff_log import COMMAND_LINE, log
from bot.cases.staff_member import StaffMember
from bot.cases.staff_names import folded, good_first_name, good_name
from bot.cases.staff_sessions import end_all_sessions
from bot.cases.tables import STAFF
from bot.errors import BadInput, NotAllowed


def add_staff(
    session: Any,
    name: str,
    password_hash: str,
    role: str,
    at: datetime,
    *,
    merchants: Sequence[str] = (),
    first_name: str | None = None,
    companies: Collection[str] = (),
    actor: str = COMMAND_LINE,
) -> StaffMember:
    """Add somebody to the desk; nobody may be called as one of the `companies` is.

    Raises:
        BadInput: the name is taken or not a good one (see `staff_names.py`), so is the first name,
            or there is no such role.
    """
    name = good_name(name, companies)
    if staff_named(session, name) is not None:
        raise BadInput(f"'{name}' is already a member of staff. Choose another name.")
    member = StaffMember(name, password_hash, known_role(role), at, first_name)
    called = good_first_name(member.called, companies)
    member.first_name = called if first_name else None
    member.merchants = sorted(set(merchants))
    try:
        with session.begin_nested():
            session.add(member)
    except IntegrityError as error:
        raise BadInput(f"'{name}' is already a member of staff. Choose another name.") from error
    log(session, at, actor, "added", member.name, role=role, merchants=member.merchants)
    return member


def find_staff(session: Any, name: str) -> StaffMember | None:
    """Return the member of staff of that name who may sign in, or None."""
    member = staff_named(session, name)
    return member if member is not None and member.disabled_at is None else None


def staff_named(session: Any, name: str) -> StaffMember | None:
    """Return the member of staff of that name, also who is disabled, or None.

    Capitals make no other name; where two of before differ in these alone, each has its own.
    """
    names = session.execute(select(STAFF.c.name).order_by(STAFF.c.id)).scalars().all()
    same = [each for each in names if folded(each) == folded(name)]
    if not same:
        return None
    wanted = name.strip() if name.strip() in same else same[0]
    found: StaffMember = session.execute(
        select(StaffMember).where(STAFF.c.name == wanted)
    ).scalar_one()
    return found


def load_staff(session: Any, name: str) -> StaffMember:
    """Return the member of staff of that name.

    Raises:
        BadInput: there is none.
    """
    member = staff_named(session, name)
    if member is None:
        raise BadInput(f"Nobody at the desk is called '{name}'. See `refunds staff list`.")
    return member


def list_staff(session: Any) -> list[StaffMember]:
    """Return everybody, also who is disabled, by name."""
    return list(session.execute(select(StaffMember).order_by(STAFF.c.name)).scalars())


def change_role(session: Any, member: StaffMember, role: str, at: datetime, actor: str) -> None:
    """Give somebody another role.

    Raises:
        BadInput: there is no such role.
        NotAllowed: nobody would be left to manage the staff.
    """
    before, role = member.role, known_role(role)
    if role != "owner":
        _keep_an_owner(session, member)
    if before == role:
        return
    member.role = role
    log(session, at, actor, "changed the role", member.name, before=before, now=role)
    release_holds(session, member, at, actor)


def change_merchants(
    session: Any, member: StaffMember, merchants: Sequence[str], at: datetime, actor: str
) -> None:
    """Say whose cases somebody may see; see `roles.py` for what an empty list means."""
    before = member.merchants
    member.merchants = sorted(set(merchants))
    now = member.merchants
    if before == now:
        return
    log(session, at, actor, "changed the merchants", member.name, before=before, now=now)
    release_holds(session, member, at, actor)


def change_password(
    session: Any, member: StaffMember, password_hash: str, at: datetime, actor: str
) -> None:
    """Give somebody another password; wherever they are signed in, that ends."""
    member.password_hash = password_hash
    log(session, at, actor, "changed the password", member.name)
    end_all_sessions(session, member, at)


def disable(session: Any, member: StaffMember, at: datetime, actor: str) -> None:
    """Let somebody sign in no more; what they did stays, under their name.

    Raises:
        NotAllowed: nobody would be left to manage the staff.
    """
    if member.disabled_at is not None:
        return
    _keep_an_owner(session, member)
    member.disabled_at = at
    log(session, at, actor, "disabled", member.name)
    end_all_sessions(session, member, at)
    release_holds(session, member, at, actor)


def enable(session: Any, member: StaffMember, at: datetime, actor: str) -> None:
    """Let somebody who was disabled sign in again."""
    if member.disabled_at is None:
        return
    member.disabled_at = None
    log(session, at, actor, "enabled", member.name)


def _keep_an_owner(session: Any, member: StaffMember) -> None:
    is_owner = (STAFF.c.role == "owner") & STAFF.c.disabled_at.is_(None)
    others = select(STAFF.c.id).where(is_owner, STAFF.c.id != member.id).limit(1)
    if member.role == "owner" and session.execute(others).first() is None:
        raise NotAllowed(f"'{member.name}' is the last owner. Make somebody else an owner first.")
