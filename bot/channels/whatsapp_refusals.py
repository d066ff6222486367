"""Why the Graph API did not take something, and what that calls for: one table.

https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes
"""

from __future__ import annotations

from typing import Any, Literal

import httpx

#: `later`: nothing was taken, try again. `doubt`: perhaps it was taken; never send it twice.
#: `never`: it would be refused again, so staff must know.
Calls = Literal["later", "doubt", "never"]

#: The customer wrote more than 24 hours ago: only an approved template is taken now.
WINDOW_CLOSED = "131047"
#: The same customer was written to too often, or all customers were.
TOO_FAST = ("131056", "130429", "131048", "4", "80007", "133016")
#: Something at WhatsApp is out of order for a moment.
OUT_OF_ORDER = ("1", "2", "131000", "131016", "131057", "133004")
#: The token or the account is not in order: whoever runs this can mend it, and nothing is lost.
NO_ACCESS = ("0", "3", "10", "190", "131005", "131031", "131042", "368")
GATEWAY_TIMEOUT = 504


class NotTaken(Exception):
    """The Graph API did not take something; `code` is its own, or names what happened."""

    def __init__(self, code: str, calls: Calls, detail: str = "") -> None:
        self.code = code
        self.calls = calls
        super().__init__(f"{code} ({calls}): {detail}")


def refusal(answer: httpx.Response) -> NotTaken:
    """Read why an answer is none; its words are Meta's and name no customer."""
    error = _error_in(answer)
    if error is not None:
        code = str(error.get("code", answer.status_code))
        return NotTaken(code, _calls_for(code, answer.status_code), str(error.get("message", "")))
    name = f"HTTP {answer.status_code}"
    if answer.status_code == GATEWAY_TIMEOUT:
        return NotTaken(name, "doubt")
    is_theirs = answer.status_code >= httpx.codes.INTERNAL_SERVER_ERROR
    is_busy = answer.status_code == httpx.codes.TOO_MANY_REQUESTS
    return NotTaken(name, "later" if is_theirs or is_busy else "never")


def broken(error: httpx.TransportError) -> NotTaken:
    """Tell whether anything can have arrived when the connection broke."""
    never_sent = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
    name = type(error).__name__
    return NotTaken(name, "later" if isinstance(error, never_sent) else "doubt", str(error))


def _calls_for(code: str, status: int) -> Calls:
    if code in (*TOO_FAST, *OUT_OF_ORDER, *NO_ACCESS):
        return "later"
    is_theirs = status >= httpx.codes.INTERNAL_SERVER_ERROR
    return "later" if is_theirs or status == httpx.codes.UNAUTHORIZED else "never"


def _error_in(answer: httpx.Response) -> dict[str, Any] | None:
    try:
        body = answer.json()
    except ValueError:
        return None
    error = body.get("error") if isinstance(body, dict) else None
    return error if isinstance(error, dict) else None
