"""A form's fields as text, read with a limit: who is not signed in yet sends forms too."""

from __future__ import annotations

from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

MOST_BYTES = 10_000
#: What a long message of four thousand characters comes to at most, and the other fields.
MOST_BYTES_OF_STAFF = 64_000
_URLENCODED = "application/x-www-form-urlencoded"


async def small_form(request: Request, most_bytes: int = MOST_BYTES) -> dict[str, str]:
    """Read the form of a request. Another kind of content is a form without fields.

    Of a field that comes several times the values are joined by spaces.

    Raises:
        HTTPException: 413 above `most_bytes`.
    """
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > most_bytes:
            raise HTTPException(413)
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != _URLENCODED:
        return {}
    fields: dict[str, str] = {}
    for name, value in parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True):
        fields[name] = f"{fields[name]} {value}" if name in fields else value
    return fields
