"""Who is logged in on the website: a short-lived token that the merchant's server has signed.

A JSON Web Token (RFC 7519), HS256 with the merchant's secret, with the claims `aud` (the merchant's
id, such as "iprog"), `email` (the account's address, which the merchant has checked), `iat` and
`exp` (at most an hour apart).
"""

from __future__ import annotations

import math
import re
from datetime import datetime, timedelta
from typing import Any

import jwt

LONGEST_LIFE = timedelta(hours=1)
#: Clocks of two machines may differ by so much.
LEEWAY = timedelta(seconds=30)
#: No address is longer (RFC 5321, 4.5.3.1.3).
LONGEST_EMAIL = 254
ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")


class BadToken(Exception):
    """A token names nobody: it is not the merchant's, it is too old, or it lacks something."""


def account_of(token: str, merchant: str, secret: str | None, now: datetime) -> str:
    """Return the email of the account that a token names.

    Args:
        token: as the page gave it.
        merchant: whose page it is.
        secret: the merchant's; None where it has none, so that nobody can sign.
        now: an aware time.

    Raises:
        BadToken: the token is refused; the sentence says why, and never quotes it.
    """
    if secret is None:
        raise BadToken(f"IDENTITY_SECRETS has no secret of '{merchant}'.")
    try:
        claims = jwt.decode(
            token,
            secret,
            algorithms=["HS256"],
            audience=merchant,
            # The times are looked at below, by the clock that was passed in.
            options={
                "require": ["aud", "email", "exp", "iat"],
                "verify_exp": False,
                "verify_iat": False,
                "verify_nbf": False,
            },
        )
    except (jwt.InvalidTokenError, UnicodeError) as error:
        # A Unicode error's own words quote the token.
        why = str(error) if isinstance(error, jwt.InvalidTokenError) else "It is no ASCII text"
        raise BadToken(f"The token is refused: {why}.") from error
    _check_times(claims, now)
    email = claims["email"]
    if not isinstance(email, str) or len(email) > LONGEST_EMAIL or not ADDRESS.fullmatch(email):
        raise BadToken("The token's `email` is no address.")
    return email


def _check_times(claims: dict[str, Any], now: datetime) -> None:
    issued, ends, begins = claims["iat"], claims["exp"], claims.get("nbf", 0)
    if not all(_is_moment(at) for at in (issued, ends, begins)):
        raise BadToken("The token's `iat`, `exp` or `nbf` is no number of seconds.")
    at, leeway = now.timestamp(), LEEWAY.total_seconds()
    if ends <= at - leeway:
        raise BadToken("The token is too old.")
    if max(issued, begins) > at + leeway:
        raise BadToken("The token's `iat` or `nbf` is in the future.")
    if ends - issued > LONGEST_LIFE.total_seconds():
        raise BadToken("The token lives longer than an hour. Make a new one for each page.")


def _is_moment(value: Any) -> bool:
    """Tell whether it is a number of seconds; JSON as Python reads it knows NaN, too."""
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return is_number and math.isfinite(value)
