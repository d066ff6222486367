"""One person at the desk."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime


@dataclass
class StaffMember:
    """One person who may sign in at the desk.

    `name` is what they sign in with and what the histories tell; customers read `called`.
    `merchants` are those whose cases they may see (see `roles.py` for an empty list).
    `totp_step` is the last time step whose code was used: no code works twice.
    `recovery_codes` holds hashes.
    """

    name: str
    password_hash: str = field(repr=False)
    role: str
    created_at: datetime
    first_name: str | None = None
    merchants: list[str] = field(default_factory=list)
    totp_secret: str | None = field(default=None, repr=False)
    totp_step: int | None = None
    recovery_codes: list[str] = field(default_factory=list, repr=False)
    disabled_at: datetime | None = None
    id: int | None = None

    @property
    def called(self) -> str:
        """Return the first name, to customers: the one given, or the name's first word."""
        words = re.findall(r"[^\W\d_]+", self.name)
        first = self.first_name or (words[0] if words else self.name)
        return first[:1].upper() + first[1:]
