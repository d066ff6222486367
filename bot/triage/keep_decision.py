"""Keep a decision with its case: the very words that were promised, and what disagreed about it.

The case holds the latest decision. The history holds each one that was told, so that what was
promised before stands there also after it changed.
"""

from __future__ import annotations

from typing import Any

from bot.policy.decision import Decision
from bot.triage.turn import Turn

#: What makes two decisions one answer.
ANSWER = ("outcome", "because", "amount", "clauses")


def keep_told(turn: Turn, decision: Decision) -> None:
    """Keep a decision that the customer is told, with its words, deadlines and version."""
    told = decision.to_json()
    turn.case.decision = told
    turn.note(
        "bot",
        "decided",
        words=decision.words,
        next_words=decision.next_words,
        deadlines=told["deadlines"],
        policy_version=decision.policy_version,
        decision=told,
    )
    _register(turn, told)


def keep_for_staff(turn: Turn, decision: Decision) -> None:
    """Keep a decision that only staff read; where the answer changed, the history says so."""
    before, now = turn.case.decision, decision.to_json()
    turn.case.decision = now
    if before is None or any(before[name] != now[name] for name in ANSWER):
        turn.note("bot", "worked out for staff", decision=now)
    _register(turn, now)


def heard(decision: dict[str, Any] | None) -> dict[str, Any] | None:
    """Return what the customer heard, where `decide_anew` put another decision over it."""
    return decision["heard"] if decision and "heard" in decision else decision


def _register(turn: Turn, decision: dict[str, Any]) -> None:
    """Note which clauses disagreed; also when it is decided anew, that they did stays."""
    for pair in decision["conflicts"]:
        noted = {"policy_version": decision["policy_version"], **pair}
        if noted not in turn.case.contradictions:
            turn.case.contradictions.append(noted)
