"""A login for trying the desk out. It is made at each start of a demo, and nowhere else."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

from bot.cases.staff import add_staff, staff_named
from bot.desk.passwords import hash_password, is_password

NAME = "demo"
#: No secret: `make run` prints it, and `REFUNDS_MODE=production` makes no such login.
PASSWORD = "try-the-desk"  # noqa: S105


def ensure_demo_staff(session: Any) -> tuple[str, str]:
    """Let the demo login into the desk, whatever its password was before.

    Returns:
        Name and password, to be told at the start.
    """
    member = staff_named(session, NAME)
    if member is None:
        add_staff(session, NAME, hash_password(PASSWORD), "owner", datetime.now(timezone.utc))
        return NAME, PASSWORD
    if not is_password(PASSWORD, member.password_hash):
        member.password_hash = hash_password(PASSWORD)
    # Whoever tries the desk out sees all of it; a login of before may have been less.
    member.role, member.disabled_at = "owner", None
    return NAME, PASSWORD
