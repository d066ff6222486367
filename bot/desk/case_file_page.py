"""Hand out a file that a customer sent, so that it can do no harm in the browser of staff."""

from __future__ import annotations

from pathlib import PurePosixPath

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.cases.case_files import file_of
from bot.cases.roles import require_seen
from bot.cases.steps import load_case
from bot.desk.file_view import SHOWN
from bot.desk.room import room_of
from bot.desk.who import for_staff, member_of
from bot.errors import CaseNotFound

#: Nothing in the file may load or run anything, not even opened in a tab of its own.
CONTENT_SECURITY_POLICY = "default-src 'none'; sandbox"
#: Ends of names by what the bytes are: the customer's own name could end in ".exe".
_ENDS = {
    "image/gif": ".gif",
    "image/heic": ".heic",
    "application/pdf": ".pdf",
    "application/msword": ".doc",
    "text/plain": ".txt",
    "audio/ogg": ".ogg",
    "audio/mpeg": ".mp3",
    "audio/aac": ".aac",
    "audio/amr": ".amr",
    "audio/mp4": ".m4a",
    "video/3gpp": ".3gp",
    "video/mp4": ".mp4",
}
#: What packs several kinds alike keeps the customer's ending where it is one of these.
_OFFICE = "application/vnd.openxmlformats-officedocument"
_OFFICE_ENDS = frozenset({".docx", ".xlsx", ".pptx"})
#: The largest id that a database knows.
_LARGEST_ID = 2**63 - 1


@for_staff
def show_file(request: Request) -> Response:
    """Show an image, hand out anything else to be kept under a name of ours.

    Raises:
        HTTPException: 404 where there is no such case or file, or it is not for them to see.
    """
    room, file_id = room_of(request), request.path_params["id"]
    with room.database.reading() as session:
        try:
            case = load_case(session, request.path_params["ref"])
            require_seen(member_of(request), case)
        except CaseNotFound:
            raise HTTPException(404) from None
        file = file_of(session, case.id or 0, file_id) if file_id <= _LARGEST_ID else None
        if file is None or file.content is None:
            raise HTTPException(404)
        content, media_type, name = file.content, file.media_type or "", file.name or ""
    headers = {"Content-Security-Policy": CONTENT_SECURITY_POLICY}
    if media_type in SHOWN:
        return Response(content, media_type=media_type, headers=headers)
    kept_as = f"{case.ref}-{file_id}{_end(media_type, name)}"
    headers["Content-Disposition"] = f'attachment; filename="{kept_as}"'
    return Response(content, media_type="application/octet-stream", headers=headers)


def _end(media_type: str, name: str) -> str:
    if media_type == _OFFICE:
        end = PurePosixPath(name).suffix.lower()
        return end if end in _OFFICE_ENDS else ".zip"
    return _ENDS.get(media_type, "")
