"""The page of the cases that wait for a person, what is overdue on top."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response

from bot.cases.queries import Unsettled, WaitingCase, unsettled, waiting_cases
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
        open_ends = unsettled(session)
    return page(
        request,
        "waiting.html",
        rows=rows,
        count="1 case waits" if len(rows) == 1 else f"{len(rows)} cases wait",
        overdue=sum(row.overdue for row in rows),
        unsettled=_unsettled_words(open_ends),
    )


def _unsettled_words(open_ends: Unsettled) -> list[str]:
    """Say what the list of cases does not show; nothing where there is nothing."""
    sentences = []
    if (count := open_ends.unanswered) > 0:
        one, more = "1 message from a customer has", f"{count} messages from customers have"
        sentences.append(f"{one if count == 1 else more} no answer yet.")
    if (count := open_ends.uncertain) > 0:
        one, more = "1 message to a customer", f"{count} messages to customers"
        sentences.append(f"It is uncertain whether {one if count == 1 else more} arrived.")
    return sentences


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
