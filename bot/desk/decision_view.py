"""A decision in words, ready for the page of its case."""

from __future__ import annotations

from typing import Any

from bot.cases.case import Case
from bot.desk.words import LEANINGS, OUTCOMES, REASONS, in_words
from bot.emails.reading import Reading, read_decision
from bot.policy.merchant import Merchant


def decision_view(case: Case, merchant: Merchant | None) -> dict[str, Any] | None:
    """Return the case's decision so far; None before there is one."""
    if not case.decision or merchant is None:
        return None
    decision, reading = case.decision, read_decision(case.decision, merchant)
    because = decision.get("because")
    return {
        "outcome": in_words(OUTCOMES, decision.get("outcome")),
        "amount": reading.amount,
        "because": in_words(REASONS, because) if because else "",
        "alternatives": reading.alternatives,
        "rows": [(name, words) for name, words in _rows(decision, reading) if words],
    }


def _rows(decision: dict[str, Any], reading: Reading) -> list[tuple[str, str]]:
    return [
        ("Stands on", _stands_on(decision, reading)),
        ("Leans", in_words(LEANINGS, decision.get("leaning"))),
        ("How it was reached", str(decision.get("explanation") or "")),
        ("What would change it", reading.comparison),
        ("On the customer's word", reading.claimed),
        ("Turns on", reading.turns_on),
        ("Still open", reading.open_facts),
        ("To be asked for by", reading.request_by),
        ("Can be asked again from", reading.ask_again_at),
        ("Told to the customer", str(decision.get("words") or "")),
    ]


def _stands_on(decision: dict[str, Any], reading: Reading) -> str:
    version = decision.get("policy_version")
    sections = reading.sections.capitalize() or "No section"
    return f"{sections} of the policy in force from {version}" if version else sections
