"""A token in every form, so that no other site can post in a member of staff's name."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request

FIELD = "csrf"


def csrf_token(request: Request) -> str:
    """Return the session's token; made with the first form."""
    token = request.session.get(FIELD)
    if not isinstance(token, str):
        token = secrets.token_urlsafe(32)
        request.session[FIELD] = token
    return token


def check_csrf(request: Request, form: Mapping[str, str]) -> None:
    """Refuse a form without the session's own token.

    Raises:
        HTTPException: 403.
    """
    expected = request.session.get(FIELD)
    if not isinstance(expected, str) or not hmac.compare_digest(
        expected.encode(), form.get(FIELD, "").encode()
    ):
        raise HTTPException(403)
