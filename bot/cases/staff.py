"""The people at the desk: their names, roles and password hashes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from bot.cases.seen import NOT_STAFF
from bot.cases.staff_member import StaffMember
from bot.cases.tables import STAFF
from bot.errors import BadInput


def add_staff(session: Any, name: str, password_hash: str, role: str, at: datetime) -> StaffMember:
    """Add somebody to the desk.

    Raises:
        BadInput: the name is empty or already taken.
    """
    if not name.strip():
        raise BadInput("The name of a member of staff is empty. Give a name.")
    if name.strip().casefold() in NOT_STAFF:
        raise BadInput(f"'{name}' is what the histories call somebody else. Choose another name.")
    member = StaffMember(name.strip(), password_hash, role, at)
    try:
        with session.begin_nested():
            session.add(member)
    except IntegrityError as error:
        raise BadInput(f"'{name}' is already a member of staff. Choose another name.") from error
    return member


def find_staff(session: Any, name: str) -> StaffMember | None:
    """Return the member of staff of that name, or None."""
    found = session.execute(select(StaffMember).where(STAFF.c.name == name.strip()))
    return found.scalar_one_or_none()
