"""That a member of staff is typing, for the customer's chat to show."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from bot.cases.chat_sessions import note_typing
from bot.cases.roles import may_see
from bot.cases.steps import last_to_write, load_case
from bot.desk.live import WEB
from bot.desk.room import room_of
from bot.desk.who import form_of_staff, member_of
from bot.errors import CaseNotFound


@form_of_staff
def note_staff_typing(request: Request, _form: Mapping[str, str]) -> Response:
    """Note it, where they have the case; to all others it is no news and no error."""
    room, me = room_of(request), member_of(request)
    with room.database.reading() as session:
        try:
            case = load_case(session, request.path_params["ref"])
        except CaseNotFound:
            return Response(status_code=404)
        if not may_see(me, case):
            return Response(status_code=404)
        whom = last_to_write(session, case)
    speaks = case.who_speaks == "human" and case.held_by == me.name
    if speaks and whom.channel == WEB:
        with room.database.writing() as session:
            note_typing(session, whom.sender, "staff", room.clock())
    return Response(status_code=204)
