"""The page of one case: all that is known of it, each line with where it comes from."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.cases.history import history_of
from bot.cases.queries import messages_of
from bot.cases.steps import load_case
from bot.desk.case_view import case_view, email_view, fact_views, history_views, message_views
from bot.desk.decision_view import decision_view
from bot.desk.pages import page
from bot.desk.room import room_of
from bot.desk.who import for_staff
from bot.errors import CaseNotFound


@for_staff
def show_case(request: Request) -> Response:
    """Show the case of the address.

    Raises:
        HTTPException: 404 where no case has that reference.
    """
    room = room_of(request)
    with room.database.reading() as session:
        try:
            case = load_case(session, request.path_params["ref"])
        except CaseNotFound:
            raise HTTPException(404) from None
        messages, history = messages_of(session, case), history_of(session, case)
    merchant = room.book.merchants.get(case.merchant) if case.merchant else None
    return page(
        request,
        "case.html",
        case=case_view(case, merchant, room.clock()),
        decision=decision_view(case, merchant),
        facts=fact_views(case, merchant),
        messages=message_views(messages, merchant),
        draft=email_view(case),
        history=history_views(history, merchant),
    )
