"""Whether a form of staff was sent before, so that what it asks for is done once.

A form carries a random key. What is done because of it keeps `form_mark`, with the words said or
in the history; with other words in it, an old form is a new one.
"""

from __future__ import annotations

import hashlib
from typing import Any

from sqlalchemy import select

from bot.cases.tables import CASES, HISTORY, MESSAGES

#: What a detail of the history calls the mark.
FORM = "form"
#: The steps of which the history keeps the mark.
MARKED = ("noted", "asked for")


def form_mark(key: str, verb: str, words: str) -> str:
    """Return the mark of a form, "" for one without a key.

    Args:
        key: the form's own random key.
        verb: what it asks for.
        words: what was typed or chosen in it.
    """
    if not key:
        return ""
    parts = "\0".join((key, verb, words.strip()))
    return f"staff:{hashlib.sha256(parts.encode('utf-8', 'replace')).hexdigest()[:32]}"


def was_done(session: Any, ref: str, mark: str) -> bool:
    """Tell whether the form of this mark was acted on in the case; nobody stores it meanwhile."""
    if not mark:
        return False
    case = select(CASES.c.id).where(CASES.c.ref == ref.strip().upper()).with_for_update()
    case_id = session.execute(case).scalar_one_or_none()
    said = select(MESSAGES.c.id).where(
        MESSAGES.c.case_id == case_id, MESSAGES.c.channel_message_id == mark
    )
    if session.execute(said.where(MESSAGES.c.author == "staff").limit(1)).first() is not None:
        return True
    entries = select(HISTORY.c.detail).where(
        HISTORY.c.case_id == case_id, HISTORY.c.action.in_(MARKED)
    )
    return any((detail or {}).get(FORM) == mark for detail in session.execute(entries).scalars())
