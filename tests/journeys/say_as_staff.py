"""A second process that says something in a case, as the desk does: `Product` runs it."""

from __future__ import annotations

import os
import sys
from datetime import datetime, timezone

from bot.cases.database import Database
from bot.cases.steps import Said, commit_step, load_case

if __name__ == "__main__":
    database = Database(os.environ["DATABASE_URL"])
    with database.writing() as session:
        case = load_case(session, sys.argv[1])
        commit_step(session, case, datetime.now(timezone.utc), [Said(sys.argv[2])], "staff")
    database.close()
