"""Time stamps as machines write them: "2026-11-20T14:00:05+08:00", "2026-11-20 14:00"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from dateutil import parser

from bot.understand.piece import Moment

_STAMP = re.compile(
    r"(?<![\d/.-])20\d\d-[01]\d-[0-3]\dt?\s?[0-2]\d:[0-5]\d(?::[0-5]\d(?:\.\d{1,6})?)?"
    r"(?:\s?(?:z|[+-][01]\d:?[0-5]\d))?(?![\d:])(?!\s?[ap]\.?m)"
)


def find_stamps(low: str, now: datetime) -> Iterator[Moment]:
    """Yield the instants stamped in lower-case text; one without an offset is in `now`'s zone."""
    for found in _STAMP.finditer(low):
        try:
            instant = parser.isoparse(re.sub(r"\s", "", _with_t(found.group())))
        except ValueError:
            continue
        if instant.tzinfo is None:
            instant = instant.replace(tzinfo=now.tzinfo)
        local = instant.astimezone(now.tzinfo)
        yield Moment(found.start(), found.end(), (local, local))


def _with_t(stamp: str) -> str:
    """Return the stamp in the form of ISO 8601, with T between date and time."""
    return re.sub(r"^(.{10})[t ]?\s?", r"\1T", stamp).replace("z", "Z")
