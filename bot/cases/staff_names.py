"""Names of people at the desk: what one may be called, and which two names are the same.

Histories tell names and customers read first names, so none may pass for somebody else.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from bot.cases.seen import NOT_STAFF
from bot.cases.staff_log import COMMAND_LINE
from bot.errors import BadInput

#: Characters of a name to sign in with, and of a first name.
SHORTEST, LONGEST, LONGEST_FIRST = 2, 60, 30
#: What histories and customers' chats call somebody or something else.
RESERVED = NOT_STAFF | {"assistant", "a person", "staff", COMMAND_LINE}


def plain(name: str) -> str:
    """Return a name in one form, however it was typed: NFKC, without blanks around it."""
    return unicodedata.normalize("NFKC", name).strip()


def folded(name: str) -> str:
    """Return what is the same for two names that count as one."""
    return plain(plain(name).casefold())


def good_name(name: str, companies: Collection[str] = ()) -> str:
    """Return a name to sign in with, in its plain form.

    Args:
        name: as it was typed.
        companies: the merchants' names, which nobody may take.

    Raises:
        BadInput: it is too short or too long, has characters that cannot be seen, or is what
            histories or customers call somebody else.
    """
    return _good(name, companies, "name", SHORTEST, LONGEST)


def good_first_name(name: str, companies: Collection[str] = ()) -> str:
    """Return a first name, as customers read it, in its plain form; see `good_name`."""
    return _good(name, companies, "first name", 1, LONGEST_FIRST)


def _good(name: str, companies: Collection[str], which: str, least: int, most: int) -> str:
    text = plain(name)
    if not least <= len(text) <= most:
        raise BadInput(f"A {which} has {least} to {most} characters. This one has {len(text)}.")
    if not text.isprintable() or not any(c.isalnum() for c in text):
        raise BadInput(
            f"The {which} has characters that cannot be seen, or no letter. Type it anew."
        )
    taken = RESERVED | {folded(company) for company in companies}
    if re.sub(r"\s+", " ", folded(text)) in taken:
        raise BadInput(f"'{text}' is what somebody else is called here. Choose another {which}.")
    return text
