"""Kind pages for what goes wrong: what happened, and what to do now."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from bot.desk.headers import HEADERS
from bot.desk.pages import page

_WORDS = {
    403: (
        "This form has expired",
        "Nothing was changed. Please go back, load the page again and repeat what you did.",
    ),
    404: (
        "There is no such page",
        "The address or the case number may be mistyped, or the case was removed.",
    ),
    405: ("That does not work here", "This page can only be read."),
    413: ("That is too much", "The form holds more than the desk takes."),
}
_OTHERWISE = ("That did not work", "Please go back and try again.")
_BROKEN = (
    "Something went wrong on our side",
    "Nothing was changed. Please try again in a minute; if it stays so, tell your owner.",
)


async def refused(request: Request, error: Exception) -> Response:
    """Answer what the desk refuses."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    title, words = _WORDS.get(status, _OTHERWISE)
    return page(request, "error.html", status, title=title, words=words)


async def broken(request: Request, error: Exception) -> Response:  # noqa: ARG001 -- Never shown.
    """Answer an error of ours. It stands outside of all middleware, so it brings the headers."""
    answer: HTMLResponse = page(request, "error.html", 500, title=_BROKEN[0], words=_BROKEN[1])
    answer.headers.update(HEADERS)
    return answer
