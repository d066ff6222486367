"""A decision in words, ready for the page of its case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.cases.case import Case
from bot.desk.clause_view import (
    ClauseView,
    StepView,
    clause_view,
    section_titles,
    step_views,
    version_of,
)
from bot.desk.words import LEANINGS, OUTCOMES, REASONS, in_words
from bot.emails.reading import Reading, read_decision
from bot.policy.merchant import Merchant
from bot.policy.policy_book import PolicyBook


@dataclass(frozen=True)
class DecisionView:
    """What was decided, what it stands on, how it was reached, and where the policy disagrees.

    `conflicts` holds the pairs of clauses that disagree about this case.
    """

    outcome: str
    kind: str
    amount: str
    because: str
    version: str
    sections: tuple[str, ...]
    alternatives: tuple[str, ...]
    rows: tuple[tuple[str, str], ...]
    steps: tuple[StepView, ...]
    conflicts: tuple[tuple[ClauseView, ...], ...]


def decision_view(case: Case, merchant: Merchant | None, book: PolicyBook) -> DecisionView | None:
    """Return the case's decision so far; None before there is one."""
    if not case.decision or merchant is None:
        return None
    decision, reading = case.decision, read_decision(case.decision, merchant)
    version = version_of(book, {"merchant": case.merchant, **decision})
    because = decision.get("because")
    return DecisionView(
        outcome=in_words(OUTCOMES, decision.get("outcome")),
        kind=str(decision.get("outcome")),
        amount=reading.amount,
        because=in_words(REASONS, because) if because else "",
        version=str(decision.get("policy_version") or ""),
        sections=tuple(section_titles(version, list(decision.get("clauses") or ()))),
        alternatives=reading.alternatives,
        rows=tuple((name, words) for name, words in _rows(decision, reading) if words),
        steps=tuple(step_views(str(decision.get("explanation") or ""), merchant)),
        conflicts=tuple(
            tuple(clause_view(version, clause, merchant) for clause in pair["clauses"])
            for pair in decision.get("conflicts") or ()
        ),
    )


def _rows(decision: dict[str, Any], reading: Reading) -> list[tuple[str, str]]:
    return [
        ("Leans", in_words(LEANINGS, decision.get("leaning"))),
        ("What would change it", reading.comparison),
        ("On the customer's word alone", reading.claimed),
        ("Turns on", reading.turns_on),
        ("Still open", reading.open_facts),
        ("To be asked for by", reading.request_by),
        ("Can be asked again from", reading.ask_again_at),
        ("Told to the customer", _told(decision)),
    ]


def _told(decision: dict[str, Any]) -> str:
    """Return the words of the decision; while it is open, questions are asked instead."""
    return "" if decision.get("outcome") == "need_facts" else str(decision.get("words") or "")
