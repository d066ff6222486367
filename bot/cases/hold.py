"""Who has a case: one member of staff at a time, until they let it lie.

A hold is no lock: nothing runs when it ends. Whoever looks at the time sees that it has.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.cases.case import Case

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
