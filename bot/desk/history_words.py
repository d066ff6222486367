"""What was noted with a step of a case's history, in words for staff."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.policy.fact_words import label_of, value_in_words
from bot.policy.facts import FACTS
from bot.policy.merchant import Merchant

#: Kept for the record; the case's page shows the decision in a section of its own.
SHOWN_ELSEWHERE = frozenset({"decision", "deadlines"})
#: Facts with their values.
_FACTS = ("facts", "said_otherwise")


def detail_words(detail: Mapping[str, Any] | None, merchant: Merchant | None) -> str:
    """Return the detail in words; what was erased or is empty is left out."""
    parts = (
        _part(name, value, merchant)
        for name, value in (detail or {}).items()
        if value and name not in SHOWN_ELSEWHERE
    )
    return "; ".join(parts)


def _part(name: str, value: Any, merchant: Merchant | None) -> str:
    if name in _FACTS and isinstance(value, dict):
        lead = "" if name == "facts" else f"{name.replace('_', ' ')}: "
        return lead + "; ".join(_fact(fact, said, merchant) for fact, said in value.items())
    if name == "facts":
        return ", ".join(label_of(fact) if fact in FACTS else str(fact) for fact in value)
    return f"{name.replace('_', ' ')}: {value}"


def _fact(name: str, value: Any, merchant: Merchant | None) -> str:
    if merchant is None or name not in FACTS:
        return f"{name.replace('_', ' ')}: {value}"
    return f"{label_of(name)}: {value_in_words(name, value, merchant)}"
