"""Open a closed case again: what is known stays, and it is decided anew."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.cases.case import Case
from bot.cases.states import pass_on
from bot.cases.voices import speak_as, speaking

#: Where the money has been paid back, that stays so.
PAID_BACK = ("refunded", "partially_refunded", "completed")
#: A request that the company has and that nobody ended is still there.
STILL_THERE = ("pending", "processing")


def reopen(case: Case, at: datetime, actor: str, detail: dict[str, Any] | None = None) -> None:
    """Let the bot go on with a closed case; the next decision is made and said anew.

    The decision that was told, the request that was sent and the end that staff gave it stand in
    the history.

    Raises:
        NotAllowed: the case is not closed.
    """
    was = {"status": case.status, "decision": case.decision, **(detail or {})}
    pass_on(case, "reopen", at=at, actor=actor, detail=was)
    if case.status not in (*PAID_BACK, *STILL_THERE):
        case.status, case.settlement = "open", None
    case.confirmed, case.decision, case.open_question = False, None, None
    # Whoever reopens it hears what follows from their own words, also if another's were sent.
    channel, _, sender = speaking(case).partition(":")
    speak_as(case, channel, sender)
