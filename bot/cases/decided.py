"""Which decision the customer was told; what was worked out for staff is none of those."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from bot.cases.case import Case
from bot.cases.tables import HISTORY

#: What `triage/keep_decision.py` writes into the history with a decision.
TOLD, FOR_STAFF = "decided", "worked out for staff"


def told_decision(session: Any, case: Case) -> dict[str, Any] | None:
    """Return the decision that the customer heard last, in its JSON form, or None."""
    newest = _newest(session, case, TOLD, FOR_STAFF)
    if newest is None or newest.action == TOLD:
        return case.decision
    heard = _newest(session, case, TOLD)
    return (heard.detail or {}).get("decision") if heard else None


def _newest(session: Any, case: Case, *actions: str) -> Any:
    query = (
        select(HISTORY.c.action, HISTORY.c.detail)
        .where(HISTORY.c.case_id == case.id, HISTORY.c.action.in_(actions))
        .order_by(HISTORY.c.number.desc())
        .limit(1)
    )
    return session.execute(query).first()
