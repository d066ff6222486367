"""The lists of cases: what waits, what is mine, all that is open, what is closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from bot.cases.queries import OpenEnds, Unsettled, unsettled
from bot.cases.queue import LISTS, PAGE, Filters, ListName, QueueRow, choices, counts, queue
from bot.cases.queue import marker as queue_marker
from bot.desk.moments import ago_words, deadline_words, left_words, moment_words
from bot.desk.pages import page
from bot.desk.room import Room, room_of
from bot.desk.who import for_staff, member_of
from bot.desk.words import OUTCOMES, REASONS, STATES, STATUSES, in_words

TITLES = {"waiting": "Waiting", "mine": "Mine", "all": "All open", "closed": "Closed"}
#: Characters of a customer's last words in a list.
LONGEST_LINE = 120
#: What an empty list says.
EMPTY = {
    "waiting": ("No case waits for a person.", "One appears here as soon as it needs a person."),
    "mine": ("You have no case.", "Take one over, and it stands here until it is done."),
    "all": ("No case is open.", "One appears here as soon as a customer writes."),
    "closed": ("No case is closed.", "What you close stands here, the newest first."),
}


@dataclass(frozen=True)
class RowView:
    """One case of a list, in words."""

    ref: str
    merchant: str
    state: str
    state_words: str
    why: str
    outcome: str
    due: str
    due_in: str
    since: str
    waited: str
    said: str
    wrote: str
    is_our_turn: bool
    summary: str
    overdue: bool
    held_by: str


@for_staff
def show_queue(request: Request) -> Response:
    """Show one list: `?list=`, narrowed by `merchant`, `outcome` and `reason`, by pages."""
    room, me = room_of(request), member_of(request)
    wanted, now = request.query_params, room.clock()
    name: ListName = next((each for each in LISTS if each == wanted.get("list")), "waiting")
    filters = Filters(*(wanted.get(key) or None for key in ("merchant", "outcome", "reason")))
    number = _page_number(wanted.get("page", ""))
    with room.database.reading() as session:
        marker = queue_marker(session, me)
        rows = [
            _row(room, row, now, me.name)
            for row in queue(session, me, name, now, filters, page=number)
        ]
        numbers = counts(session, me, now, filters)
        choice = choices(session, me)
        open_ends = unsettled(session, me)
    return page(
        request,
        "queue.html",
        name=name,
        title=TITLES[name],
        empty=EMPTY[name],
        tabs=[_tab(each, numbers, filters) for each in LISTS],
        rows=rows,
        overdue=numbers["overdue"],
        selects=_selects(room, choice, filters),
        is_filtered=filters != Filters(),
        pages=_pages(name, filters, number, numbers[name]),
        unsettled=_unsettled_words(open_ends),
        marker=marker,
    )


def _page_number(text: str) -> int:
    return (
        max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < len("99999") else 1
    )


def _address(name: str, filters: Filters, number: int = 1) -> str:
    values = {"list": name, **vars(filters), "page": number if number > 1 else None}
    return "/?" + urlencode({key: value for key, value in values.items() if value})


def _tab(name: ListName, numbers: dict[str, int], filters: Filters) -> dict[str, Any]:
    return {
        "name": name,
        "title": TITLES[name],
        "count": numbers[name],
        "href": _address(name, filters),
    }


def _selects(room: Room, choice: dict[str, list[str]], filters: Filters) -> list[dict[str, Any]]:
    """Return the filters, each with what it may be set to in words."""
    merchants = {name: each.name for name, each in room.book.merchants.items()}
    tables = (
        ("merchant", "Company", merchants),
        ("outcome", "Decision", OUTCOMES),
        ("reason", "Why it waits", REASONS),
    )
    return [
        {
            "name": key,
            "label": label,
            "options": [(one, in_words(table, one).rstrip(".")) for one in choice[key]],
            "chosen": getattr(filters, key) or "",
        }
        for key, label, table in tables
    ]


def _pages(name: str, filters: Filters, number: int, count: int) -> dict[str, Any]:
    last = max(-(-count // PAGE), 1)
    return {
        "number": number,
        "last": last,
        "before": _address(name, filters, number - 1) if number > 1 else "",
        "after": _address(name, filters, number + 1) if number < last else "",
    }


def _unsettled_words(open_ends: Unsettled) -> list[tuple[str, OpenEnds]]:
    """Say what the list of cases does not show, and where; nothing where there is nothing."""
    sentences = []
    if (count := open_ends.unanswered.count) > 0:
        one, more = "1 message from a customer has", f"{count} messages from customers have"
        words = f"{one if count == 1 else more} no answer yet"
        sentences.append((words, open_ends.unanswered))
    if (count := open_ends.uncertain.count) > 0:
        one, more = "1 message to a customer", f"{count} messages to customers"
        words = f"It is uncertain whether {one if count == 1 else more} arrived"
        sentences.append((words, open_ends.uncertain))
    return sentences


def _row(room: Room, row: QueueRow, now: datetime, me: str) -> RowView:
    merchant = room.book.merchants.get(row.merchant) if row.merchant else None
    # A customer's words while a person speaks change no case, and yet something changed.
    changed = max(row.updated_at, row.wrote_at or row.updated_at)
    since = (row.waiting_since if row.who_speaks == "waiting" else None) or changed
    return RowView(
        ref=row.ref,
        merchant=merchant.name if merchant else row.merchant or "Company not known yet",
        state=row.who_speaks,
        state_words=STATES[row.who_speaks],
        why=in_words(REASONS, row.reason) or _progress(row),
        outcome=in_words(OUTCOMES, row.outcome),
        due=deadline_words(row.answer_by, merchant) if row.answer_by else "",
        due_in=left_words(row.answer_by, now),
        since=moment_words(since, merchant),
        waited=ago_words(since, now),
        said=_one_line(row.words or "") if row.who_speaks != "closed" else "",
        wrote=ago_words(row.wrote_at, now) if row.wrote_at else "",
        is_our_turn=row.is_our_turn,
        summary=row.summary or "",
        overdue=row.is_overdue,
        held_by="you" if row.held_by == me else row.held_by or "",
    )


def _one_line(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_LINE else f"{line[: LONGEST_LINE - 1].rstrip()}…"


def _progress(row: QueueRow) -> str:
    return f"{in_words(STATUSES, row.status)}." if row.status != "open" else ""
