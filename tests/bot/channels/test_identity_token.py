"""Whom a website's signed token names, and which tokens name nobody."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import jwt
import pytest

from bot.channels.identity_token import BadToken, account_of

NOW = datetime(2026, 3, 2, 6, 0, tzinfo=timezone.utc)
SECRET = "the shop's own secret, 32 characters or more"


def token(secret: str = SECRET, algorithm: str = "HS256", **changes: Any) -> str:
    claims: dict[str, Any] = {
        "aud": "iprog",
        "email": "ana@example.com",
        "iat": int(NOW.timestamp()),
        "exp": int((NOW + timedelta(minutes=10)).timestamp()),
        **changes,
    }
    given = {name: value for name, value in claims.items() if value is not None}
    return jwt.encode(given, secret, algorithm=algorithm)


def seconds(**later: float) -> int:
    return int((NOW + timedelta(**later)).timestamp())


def test_a_token_of_the_merchant_names_the_account() -> None:
    assert account_of(token(), "iprog", SECRET, NOW) == "ana@example.com"


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (token("another secret of at least 32 characters"), "Signature verification failed"),
        (token(exp=seconds(minutes=-1), iat=seconds(minutes=-9)), "too old"),
        (token(exp=seconds(hours=2)), "longer than an hour"),
        (token(iat=seconds(minutes=5)), "in the future"),
        (token(aud="interact"), "Audience"),
        (token(aud=None), "aud"),
        (token(email=None), "email"),
        (token(exp=None), "exp"),
        (token(iat=None), "iat"),
        (token(email="ana"), "no address"),
        (token(email=["ana@example.com"]), "no address"),
        (token(email="@"), "no address"),
        (token(email="a\nb@example.com"), "no address"),
        (token(exp="soon"), "no number"),
        (token(exp=float("nan"), iat=float("nan")), "no number"),
        (token(nbf=seconds(minutes=5)), "in the future"),
        (token(SECRET * 2, algorithm="HS512"), "alg"),
        (jwt.encode({"email": "ana@example.com"}, None, algorithm="none"), "alg"),
        ("not a token", "Not enough segments"),
        ("", "Not enough segments"),
        ("\ud800", "no ASCII"),
    ],
)
def test_any_other_token_names_nobody_and_the_log_says_why(given: str, why: str) -> None:
    with pytest.raises(BadToken, match=why) as refused:
        account_of(given, "iprog", SECRET, NOW)
    assert not given or given not in str(refused.value)


def test_without_a_secret_nobody_can_sign() -> None:
    with pytest.raises(BadToken, match="IDENTITY_SECRETS"):
        account_of(token(), "iprog", None, NOW)


def test_clocks_may_differ_by_half_a_minute() -> None:
    late = NOW + timedelta(minutes=10, seconds=29)
    assert account_of(token(), "iprog", SECRET, late)
    assert account_of(token(), "iprog", SECRET, NOW - timedelta(seconds=29))
