"""Which contradictions of the policies cost how many cases, for those who own the policies."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select

from bot.cases.tables import CASES

#: A company, the version of its policy, and two clauses of it.
_Key = tuple[str, str, tuple[str, ...]]


@dataclass
class Contradiction:
    """Two clauses that disagreed about cases; `refs` are those cases, the newest first."""

    merchant: str
    policy_version: str
    clauses: tuple[str, ...]
    sections: list[list[str]]
    latest: datetime
    refs: list[str] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """Give it as `refunds case contradictions --json` prints it."""
        return {
            "merchant": self.merchant,
            "policy_version": self.policy_version,
            "clauses": list(self.clauses),
            "sections": self.sections,
            "cases": len(self.refs),
            "refs": self.refs,
            "latest": self.latest.isoformat(),
        }


def list_contradictions(session: Any) -> list[Contradiction]:
    """Return every pair of clauses that disagreed about a case, the most frequent first."""
    columns = CASES.c
    query = (
        select(columns.ref, columns.merchant, columns.contradictions, columns.created_at)
        .where(columns.merchant.is_not(None))
        .order_by(columns.created_at.desc(), columns.id.desc())
    )
    found: dict[_Key, Contradiction] = {}
    for case in session.execute(query):
        for pair in case.contradictions:
            _count(found, case, pair)
    return sorted(found.values(), key=lambda each: -len(each.refs))


def _count(found: dict[_Key, Contradiction], case: Any, pair: dict[str, Any]) -> None:
    version, clauses = str(pair["policy_version"]), tuple(pair["clauses"])
    contradiction = found.setdefault(
        (case.merchant, version, clauses),
        Contradiction(case.merchant, version, clauses, pair["sections"], case.created_at),
    )
    contradiction.refs.append(case.ref)
