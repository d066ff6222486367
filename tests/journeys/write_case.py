"""A second process that writes a case again and again, as the desk would: test_faults runs it."""

from __future__ import annotations

import os
import sys
from datetime import datetime, timezone

from bot.cases.case import HistoryEntry
from bot.cases.database import Database
from bot.cases.queries import list_cases
from bot.cases.steps import commit_step, load_case
from bot.errors import CaseChanged

TIMES = 20


def note(database: Database, sender: str, text: str) -> None:
    """Add one note to the case; when somebody else was faster, load it again and repeat."""
    while True:
        now = datetime.now(timezone.utc)
        try:
            with database.reading() as session:
                ref = next(c["ref"] for c in list_cases(session) if c["sender"] == sender)
                case = load_case(session, ref)
            case.history.append(HistoryEntry(now, "lena", "noted", {"text": text}))
            with database.writing() as session:
                commit_step(session, case, now)
        except CaseChanged:
            continue
        return


if __name__ == "__main__":
    opened = Database(os.environ["DATABASE_URL"])
    for count in range(TIMES):
        note(opened, sys.argv[1], f"{sys.argv[2]}-{count}")
    opened.close()
