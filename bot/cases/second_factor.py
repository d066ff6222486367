"""A second factor: the six digits of an app (TOTP, RFC 6238), or a recovery code, each used once.

The secret of the app must be stored as it is, because codes are worked out from it. A recovery
code is stored as a digest; with 80 random bits it needs no slow hash.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from datetime import datetime
from typing import Any

import pyotp

from bot.cases.staff_log import log
from bot.cases.staff_member import StaffMember
from bot.errors import BadInput

#: What the app shows beside the name.
ISSUER = "Refund desk"
RECOVERY_CODES = 10
#: A clock that goes wrong by so many steps of 30 s, either way, is still understood.
TOLERATED_STEPS = 1


def new_secret() -> str:
    """Return a fresh secret for an app, in base 32."""
    return pyotp.random_base32()


def address_for_app(secret: str, member: StaffMember) -> str:
    """Return the `otpauth://` address, which an app reads from a QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=member.name, issuer_name=ISSUER)


def turn_on(  # noqa: PLR0917 -- Whose, which, and proved how: none can be left out.
    session: Any, member: StaffMember, secret: str, code: str, at: datetime, actor: str
) -> list[str]:
    """Ask for a second factor from now on, once a code shows that the app has the secret.

    Returns:
        The recovery codes, to be shown once.

    Raises:
        BadInput: the code is not the app's.
    """
    step = _step_of(secret, code, at, after=None)
    if step is None:
        raise BadInput("That is not the code of the app. Check its clock and try again.")
    codes = [_new_recovery_code() for _ in range(RECOVERY_CODES)]
    member.totp_secret, member.totp_step = secret, step
    member.recovery_codes = [_digest(each) for each in codes]
    log(session, at, actor, "turned the second factor on", member.name)
    return codes


def turn_off(session: Any, member: StaffMember, at: datetime, actor: str) -> None:
    """Ask for no second factor any more."""
    if member.totp_secret is None:
        return
    member.totp_secret, member.totp_step, member.recovery_codes = None, None, []
    log(session, at, actor, "turned the second factor off", member.name)


def passes(session: Any, member: StaffMember, code: str, at: datetime) -> bool:
    """Tell whether a code lets them in, and use it up; without a second factor nothing does."""
    if member.totp_secret is None:
        return False
    step = _step_of(member.totp_secret, code, at, after=member.totp_step)
    if step is not None:
        member.totp_step = step
        return True
    used = _digest(code)
    left = [each for each in member.recovery_codes if not hmac.compare_digest(each, used)]
    if len(left) == len(member.recovery_codes):
        return False
    member.recovery_codes = left
    log(session, at, member.name, "used a recovery code", member.name, left=len(left))
    return True


def _step_of(secret: str, code: str, at: datetime, after: int | None) -> int | None:
    """Return the time step whose code this is, of those that are near and not used yet."""
    totp, typed = pyotp.TOTP(secret), "".join(code.split())
    now = totp.timecode(at)
    steps = range(now - TOLERATED_STEPS, now + TOLERATED_STEPS + 1)
    unused = (step for step in steps if after is None or step > after)
    right = (s for s in unused if _is_same(totp.generate_otp(s), typed))
    return next(right, None)


def _is_same(code: str, typed: str) -> bool:
    # As bytes: what is typed need not be ASCII.
    return hmac.compare_digest(code.encode(), typed.encode())


def _new_recovery_code() -> str:
    """Return 80 random bits as four groups of four, such as "ABCD-EFGH-IJKL-MNOP"."""
    text = base64.b32encode(secrets.token_bytes(10)).decode()
    return "-".join(text[at : at + 4] for at in range(0, len(text), 4))


def _digest(code: str) -> str:
    plain = "".join(c for c in code.upper() if c.isalnum())
    return hashlib.sha256(plain.encode()).hexdigest()
