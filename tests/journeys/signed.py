"""What the company's own server does: it signs for a customer who is logged in."""

from __future__ import annotations

import time

import jwt

#: As the company and the product have it, in IDENTITY_SECRETS.
SECRET = "the company's own secret of 32 characters or more"
SETTING = f"iprog={SECRET}"


def token(email: str, secret: str = SECRET, **changes: int) -> str:
    """Sign for an account; `changes` replace claims."""
    now = int(time.time())
    claims = {"aud": "iprog", "email": email, "iat": now, "exp": now + 600, **changes}
    return jwt.encode(claims, secret, algorithm="HS256")
