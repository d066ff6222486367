"""A file that a customer sent, such as a photo of a receipt: a plain object for its row."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

#: `pending` until it is fetched; `refused` where it cannot be had, or is not what it says it is.
FileState = Literal["pending", "stored", "refused"]


@dataclass
class CaseFile:
    """One file of a message.

    `kind` is what the customer sent: `image`, `document`, `audio`, `video`. `source` says where
    the channel has it: for WhatsApp `{"number_id", "media_id", "sha256"}`. `media_type` is told by
    the bytes, not by who sent them, and `name` is theirs. `error` says why it was refused.
    """

    message_id: int
    at: datetime
    kind: str
    source: dict[str, Any] | None
    name: str | None = None
    media_type: str | None = None
    size: int | None = None
    sha256: str | None = None
    content: bytes | None = field(default=None, repr=False)
    state: FileState = "pending"
    error: str | None = None
    attempts: int = 0
    not_before: datetime | None = None
    id: int | None = None
