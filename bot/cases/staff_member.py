"""One person at the desk."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass
class StaffMember:
    """One person who may sign in at the desk."""

    name: str
    password_hash: str = field(repr=False)
    role: str
    created_at: datetime
    id: int | None = None
