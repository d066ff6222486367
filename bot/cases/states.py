"""Who speaks with the customer, and the passages from one to the next.

bot ──ask_person──▶ waiting ──take_over──▶ human, and from one person to another
 ▲ ◀───hand_back────┘  ▲                    │ │
 │ ◀───────────────────┼─────hand_back──────┘ │
 │                     └─────ask_person───────┘
 └──reopen── closed ◀──close── any of the three
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from bot.cases.case import Case, HistoryEntry, WhoSpeaks
from bot.errors import NotAllowed

Passage = Literal["ask_person", "take_over", "hand_back", "close", "reopen"]

#: From whom, by which passage, to whom. What is not here is not allowed.
PASSAGES: Mapping[tuple[WhoSpeaks, Passage], WhoSpeaks] = {
    ("bot", "ask_person"): "waiting",
    ("bot", "take_over"): "human",
    ("bot", "close"): "closed",
    ("waiting", "take_over"): "human",
    ("waiting", "hand_back"): "bot",
    ("waiting", "close"): "closed",
    ("human", "ask_person"): "waiting",
    ("human", "take_over"): "human",
    ("human", "hand_back"): "bot",
    ("human", "close"): "closed",
    ("closed", "reopen"): "bot",
}


def pass_on(
    case: Case, passage: Passage, at: datetime, actor: str, detail: dict[str, Any] | None = None
) -> None:
    """Let somebody else speak from now on, and add that to the history.

    A case that waits no longer has no reason to wait, and no time by which it must be answered
    unless the company has its request.

    Args:
        case: changed in memory alone.
        passage: which way to go.
        at: when.
        actor: who did it: `bot`, `customer`, or the name of a member of staff.
        detail: what else the history shall tell.

    Raises:
        NotAllowed: there is no such passage from where the case is.
    """
    before = case.who_speaks
    after = PASSAGES.get((before, passage))
    if after is None:
        ways = ", ".join(way for state, way in PASSAGES if state == before)
        raise NotAllowed(
            f"Case {case.ref} is '{before}', from where '{passage}' leads nowhere. "
            f"Possible: {ways}."
        )
    case.who_speaks = after
    case.waiting_since = at if after == "waiting" else None
    if after in ("bot", "closed"):
        case.reason = None
    if after in ("bot", "closed") and case.status not in ("pending", "processing"):
        case.answer_by = None
    if after == "closed":
        case.closed_at = at
    if after != "human":
        case.held_by = case.held_until = None
    case.history.append(
        HistoryEntry(at, actor, passage, {"from": before, "to": after, **(detail or {})})
    )
