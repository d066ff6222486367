"""The page of the cases that wait for a person, what is overdue on top."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response

from bot.cases.queries import WaitingCase, waiting_cases
from bot.desk.moments import deadline_words, left_words, moment_words
from bot.desk.pages import page
from bot.desk.room import Room, room_of
from bot.desk.who import for_staff
from bot.desk.words import REASONS, in_words


@dataclass(frozen=True)
class WaitingRow:
    """One case of the page, in words."""

    ref: str
    merchant: str
    reason: str
    due: str
    due_in: str
    since: str
    waited: str
    summary: str
    overdue: bool


@for_staff
def show_waiting(request: Request) -> Response:
    """Show the waiting cases, the one whose answer is due first on top."""
    room = room_of(request)
    now = room.clock()
    with room.database.reading() as session:
        rows = [_row(room, case, now) for case in waiting_cases(session)]
    return page(
        request,
        "waiting.html",
        rows=rows,
        count="1 case waits" if len(rows) == 1 else f"{len(rows)} cases wait",
        overdue=sum(row.overdue for row in rows),
    )


def _row(room: Room, case: WaitingCase, now: datetime) -> WaitingRow:
    merchant = room.book.merchants.get(case.merchant) if case.merchant else None
    return WaitingRow(
        ref=case.ref,
        merchant=merchant.name if merchant else case.merchant or "Company not known yet",
        reason=in_words(REASONS, case.reason) or "No reason was given.",
        due=deadline_words(case.answer_by, merchant),
        due_in=left_words(case.answer_by, now),
        since=moment_words(case.since, merchant),
        waited=left_words(case.since, now),
        summary=case.summary or "",
        overdue=case.answer_by is not None and case.answer_by < now,
    )
