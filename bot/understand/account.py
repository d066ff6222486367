"""The email address of the customer's account."""

from __future__ import annotations

import re
from collections.abc import Iterator

_EMAIL = re.compile(
    r"(?<![\w.+@-])[a-z0-9][\w.+-]{0,63}@(?:[a-z0-9][a-z0-9-]{0,62}\.){1,4}[a-z]{2,24}(?![\w@])",
    re.ASCII,
)


def find_emails(low: str) -> Iterator[re.Match[str]]:
    """Yield the addresses in lower-case text."""
    yield from _EMAIL.finditer(low)
