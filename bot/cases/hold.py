"""Who has a case: one member of staff at a time, until they let it lie.

A hold is no lock: nothing runs when it ends. Whoever looks at the time sees that it has.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from bot.cases.case import Case
from bot.cases.roles import may_see
from bot.cases.staff_member import StaffMember
from bot.cases.states import pass_on
from bot.cases.steps import store_case
from bot.cases.tables import CASES

#: A call, or a look into another system, takes minutes; a shift that ended unannounced takes
#: hours. After half an hour without anything done, somebody else may go on with the customer.
HOLD_FOR = timedelta(minutes=30)


def hold(case: Case, by: str, at: datetime) -> None:
    """Let a member of staff have the case from now on; each thing that they do says so anew."""
    case.held_by, case.held_until = by, at + HOLD_FOR


def holder(case: Case, at: datetime) -> str | None:
    """Return the name of the member of staff who has the case now, or None."""
    is_held = case.held_until is not None and at < case.held_until
    return case.held_by if is_held else None


def release_holds(session: Any, member: StaffMember, at: datetime, actor: str) -> None:
    """Let the cases that somebody has and may not see any more wait for somebody else.

    Args:
        session: one that writes.
        member: as they are from now on.
        at: now.
        actor: who changed what they may see.
    """
    query = select(Case).where(CASES.c.held_by == member.name, CASES.c.who_speaks == "human")
    for case in session.execute(query.with_for_update()).scalars().all():
        if may_see(member, case):
            continue
        pass_on(case, "ask_person", at, actor, {"had": member.name})
        case.open_question = None
        store_case(session, case, at)
