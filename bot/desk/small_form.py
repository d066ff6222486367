"""A form's fields as text, read with a limit: who is not signed in yet sends forms too."""

from __future__ import annotations

from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

MOST_BYTES = 10_000
_URLENCODED = "application/x-www-form-urlencoded"


async def small_form(request: Request) -> dict[str, str]:
    """Read the form of a request. Another kind of content is a form without fields.

    Raises:
        HTTPException: 413 above `MOST_BYTES`.
    """
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > MOST_BYTES:
            raise HTTPException(413)
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != _URLENCODED:
        return {}
    return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
