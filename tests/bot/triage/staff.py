"""Members of staff for tests, and one step after the other by them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timezone
from typing import Any

from bot.cases.case import Case
from bot.cases.database import Database
from bot.cases.queries import show_case
from bot.cases.seen import Seen
from bot.cases.staff_member import StaffMember
from bot.cases.steps import load_case
from bot.policy.policy_book import PolicyBook
from bot.triage.replies import Replies
from bot.triage.staff_step import StaffStep

#: Tuesday, 10:00 AM in Manila.
NOW = datetime(2026, 3, 3, 2, 0, tzinfo=timezone.utc)
MARIA = StaffMember("maria", "", "agent", NOW, merchants=["iprog"])
BEN = StaffMember("ben.cruz", "", "agent", NOW, merchants=["iprog"])
LEA = StaffMember("lea", "", "lead", NOW, merchants=["iprog"])
OTTO = StaffMember("otto", "", "owner", NOW)
STRANGER = StaffMember("ines", "", "agent", NOW, merchants=["interact"])


class Staff:
    """Lets members of staff act on what they see of one case, or saw before."""

    def __init__(self, database: Database, book: PolicyBook, replies: Replies, ref: str) -> None:
        self.database, self.book, self.replies, self.ref = database, book, replies, ref

    def seen(self) -> Seen:
        return Seen.of(self.loaded())

    def loaded(self) -> Case:
        with self.database.reading() as session:
            return load_case(session, self.ref)

    def shown(self) -> dict[str, Any]:
        with self.database.reading() as session:
            return show_case(session, self.ref)

    def said(self) -> list[tuple[str, str]]:
        return [(m["from"], m["text"]) for m in self.shown()["messages"]]

    def act(
        self,
        verb: Callable[..., Case],
        *arguments: Any,
        by: StaffMember = MARIA,
        at: datetime = NOW,
        seen: Seen | None = None,
    ) -> Case:
        seen = seen or self.seen()
        with self.database.writing() as session:
            step = StaffStep(session, self.book, self.replies, by, self.ref, seen, at)
            return verb(step, *arguments)
