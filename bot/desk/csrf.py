"""A token in every form, so that no other site can post in a member of staff's name.

It is worked out from the secret in the browser's cookie, so nothing has to be kept for it; and who
reads it in a page learns nothing about the secret.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.cases.staff_sessions import LONGEST_SESSION

FIELD = "csrf"
COOKIE = "refund_desk"


def secret_of(request: Request) -> str | None:
    """Return the secret of the browser: a session's, or one that nobody has signed in with yet."""
    return request.cookies.get(COOKIE) or None


def csrf_token(secret: str) -> str:
    """Return the token for the forms of the browser that has this secret."""
    return hmac.new(secret.encode(), b"form", hashlib.sha256).hexdigest()


def check_csrf(request: Request, form: Mapping[str, str]) -> None:
    """Refuse a form without the browser's own token.

    Raises:
        HTTPException: 403.
    """
    secret = secret_of(request)
    if secret is None or not hmac.compare_digest(
        csrf_token(secret).encode(), form.get(FIELD, "").encode()
    ):
        raise HTTPException(403)


def new_secret() -> str:
    """Return a secret for a browser in which nobody has signed in yet."""
    return secrets.token_urlsafe(32)


def give_secret(answer: Response, secret: str, *, over_tls: bool) -> None:
    """Put the browser's secret into its cookie: closed to scripts, and not sent by other sites.

    Lax and not Strict: a link to a case in an email shall find the browser signed in.
    """
    answer.set_cookie(
        COOKIE,
        secret,
        max_age=int(LONGEST_SESSION.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=over_tls,
    )


def take_secret(answer: Response) -> None:
    """Let the browser forget its secret."""
    answer.delete_cookie(COOKIE)
