"""A refund policy as data: a version in force from a day, its source's outline, its clauses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.policy.facts import FactValue


@dataclass(frozen=True)
class OneOf:
    """A test that a choice is one of some words, or none of them."""

    values: frozenset[Any]
    is_negated: bool = False


@dataclass(frozen=True)
class Within:
    """A test that a number lies between two limits; an excluded limit itself does not pass."""

    low: Any = None
    low_included: bool = True
    high: Any = None
    high_included: bool = True


Test = OneOf | Within


@dataclass(frozen=True)
class PossibleAmount:
    """An amount among others: its formula, the sections it stands on, and why."""

    formula: str
    sections: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class Conflict:
    """What is said where two clauses that both apply disagree, and which way it leans."""

    words: str
    leaning: str | None = None


@dataclass(frozen=True)
class Window:
    """A span of hours that begins with a time fact, such as 24 hours from the purchase."""

    fact: str
    hours: int


@dataclass(frozen=True)
class Clause:
    """One row of the decision table; `policies/iprog/` explains the columns by example.

    Attributes:
        place: file and line, for faults.
        overrides: ids of clauses that do not count where this one applies.
        conflicts: by id, the clauses that disagree with this one where both apply.
        turns: the outcomes that this clause takes the place of, after all others have decided;
            with "need_facts" it does so before anything is asked.
        told_apart: why its answer counts as another one, although the outcome is the same.
        better_later: why from here a later request may come off better.
        better_used: why from here more use may come off better.
        next_words: what happens next, where that is not what the merchant says for the outcome.
    """

    id: str
    place: str
    sections: tuple[str, ...]
    when: Mapping[str, Test]
    outcome: str
    words: str
    strength: str | None = None
    because: str | None = None
    leaning: str | None = None
    amount: str | None = None
    alternatives: tuple[PossibleAmount, ...] = ()
    ask_again: Window | None = None
    overrides: frozenset[str] = frozenset()
    conflicts: Mapping[str, Conflict] = field(default_factory=dict)
    turns: frozenset[str] = frozenset()
    told_apart: str | None = None
    better_later: str | None = None
    better_used: str | None = None
    next_words: str | None = None


@dataclass(frozen=True)
class Section:
    """One section of the source: what it does here ("decides", "informs", "not_modelled")."""

    number: str
    title: str
    reads_as: str
    reason: str = ""


@dataclass(frozen=True)
class Payment:
    """How a product's refund is paid, and within which business days after approval."""

    by: str
    within_business_days: tuple[int, int]
    words: str


@dataclass(frozen=True)
class PolicyVersion:
    """One version of a merchant's policy.

    Attributes:
        name: the day from which it is in force, or "undated".
        in_force_from: that day's first instant in the merchant's zone; None if undated.
        sections: the source's outline, in its order.
        presumed: what is taken to be so while nobody says otherwise.
        read_as: grounds that are judged as another ground.
        after_approval: how each product's refund is paid.
        request_within: until when a request counts.
        where_from: where the information comes from, said with every answer; None for a
            company's own policy.
        clauses: the merchant's own for every version first, then this version's.
    """

    name: str
    place: str
    in_force_from: datetime | None
    sections: Mapping[str, Section]
    clauses: tuple[Clause, ...]
    presumed: Mapping[str, FactValue] = field(default_factory=dict)
    read_as: Mapping[str, str] = field(default_factory=dict)
    after_approval: Mapping[str, Payment] = field(default_factory=dict)
    request_within: Window | None = None
    where_from: str | None = None

    def payment_of(self, product: str | None) -> Payment | None:
        """Return how a product's refund is paid; "any" stands for products not named."""
        return self.after_approval.get(product or "any", self.after_approval.get("any"))
