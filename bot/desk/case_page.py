"""The page of one case: all that is known of it, and what may be done with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.cases.case import Case
from bot.cases.case_files import files_of
from bot.cases.case_marker import case_marker
from bot.cases.history import history_of
from bot.cases.join_case import where_it_went_on
from bot.cases.queue import other_cases
from bot.cases.roles import require_seen
from bot.cases.seen import Seen
from bot.cases.steps import load_case
from bot.cases.transcript import transcript_of
from bot.cases.writing_window import writing_window
from bot.desk.case_forms import Offer, offer
from bot.desk.case_view import case_view, fact_views, history_views, note_views, other_case_views
from bot.desk.decision_view import decision_view
from bot.desk.email_view import email_view
from bot.desk.fact_form import every_fact, fact_form
from bot.desk.file_view import file_views, files_by_message
from bot.desk.pages import page
from bot.desk.room import Room, room_of
from bot.desk.transcript_view import transcript_view
from bot.desk.who import for_staff, member_of
from bot.desk.window_view import window_view
from bot.errors import CaseNotFound
from bot.triage.send_template import templates_for
from bot.triage.staff_step import StaffStep
from bot.values.ids import new_id


@dataclass(frozen=True)
class Refusal:
    """Why a step was refused: `since` is what others did meanwhile, a line each."""

    title: str
    words: str
    since: tuple[str, ...] = ()
    typed: Mapping[str, str] = field(default_factory=dict)


@for_staff
def show_case(request: Request) -> Response:
    """Show the case of the address.

    `?reply=` puts a canned reply into the message, `?enter=` opens the form of a fact.
    """
    return render_case(request)


def render_case(request: Request, refusal: Refusal | None = None, status: int = 200) -> Response:
    """Show the case of the address, with why something was refused.

    Raises:
        HTTPException: 404 where there is no such case, or it is not for them to see.
    """
    room, me = room_of(request), member_of(request)
    with room.database.reading() as session:
        try:
            case = load_case(session, request.path_params["ref"])
            require_seen(me, case)
        except CaseNotFound:
            raise HTTPException(404) from None
        marker = case_marker(session, case.ref)
        step = StaffStep(
            session, room.book, room.replies, me, case.ref, Seen.of(case), room.clock()
        )
        offered = offer(step, case)
        values = _views(room, step, case)
    typed = dict(refusal.typed) if refusal else _asked_for(request, offered)
    merchant = room.book.merchants.get(case.merchant or "")
    return page(
        request,
        "case.html",
        status,
        refusal=refusal,
        offer=offered,
        typed=typed,
        fact_form=fact_form(typed.get("name", ""), case, merchant),
        every_fact=every_fact(),
        seen=Seen.of(case).to_text(),
        marker=marker,
        form_key=new_id("f"),
        **values,
    )


def _views(room: Room, step: StaffStep, case: Case) -> dict[str, Any]:
    merchant = room.book.merchants.get(case.merchant or "")
    history = history_of(step.session, case)
    files = file_views(files_of(step.session, case.id or 0), merchant)
    others = other_cases(step.session, step.by, case)
    went_on = where_it_went_on(step.session, case).ref if case.joined_to else None
    window, templates = writing_window(step.session, case), templates_for(step.book, case)
    return {
        "case": case_view(case, merchant, step.at, step.by.name),
        "went_on": went_on,
        "decision": decision_view(case, merchant, room.book),
        "facts": fact_views(case, merchant),
        "days": transcript_view(transcript_of(step.session, case), merchant),
        "files": files,
        "files_by_message": files_by_message(files),
        "draft": email_view(case, merchant),
        "history": history_views(history, merchant),
        "notes": note_views(history, merchant),
        "window": window_view(window, templates, merchant, step.at),
        "others": other_case_views(others, room.book.merchants),
    }


def _asked_for(request: Request, offered: Offer) -> dict[str, str]:
    """Return what the address wants to stand in the forms."""
    wanted = request.query_params
    reply = next((r.text for r in offered.replies if r.name == wanted.get("reply")), "")
    return {"words": reply, "name": wanted.get("enter", "")}
