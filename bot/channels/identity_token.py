"""Who is logged in on the website: a short-lived token that the merchant's server has signed.

A JSON Web Token (RFC 7519), HS256 with the merchant's secret, with the claims `aud` (the merchant's
id, such as "iprog"), `email` (the account's address, which the merchant has checked), `iat` and
`exp` (at most an hour apart).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import jwt

LONGEST_LIFE = timedelta(hours=1)
#: Clocks of two machines may differ by so much.
LEEWAY = timedelta(seconds=30)
#: No address is longer (RFC 5321, 4.5.3.1.3).
LONGEST_EMAIL = 254


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
    except jwt.InvalidTokenError as error:
        raise BadToken(f"The token is refused: {error}.") from error
    _check_times(claims, now)
    email = claims["email"]
    if not isinstance(email, str) or "@" not in email or len(email) > LONGEST_EMAIL:
        raise BadToken("The token's `email` is no address.")
    return email.strip()


def _check_times(claims: dict[str, Any], now: datetime) -> None:
    issued, ends = claims["iat"], claims["exp"]
    if not all(isinstance(at, (int, float)) and not isinstance(at, bool) for at in (issued, ends)):
        raise BadToken("The token's `iat` and `exp` are no numbers of seconds.")
    at, leeway = now.timestamp(), LEEWAY.total_seconds()
    if ends <= at - leeway:
        raise BadToken("The token is too old.")
    if issued > at + leeway:
        raise BadToken("The token's `iat` is in the future.")
    if ends - issued > LONGEST_LIFE.total_seconds():
        raise BadToken("The token lives longer than an hour. Make a new one for each page.")
