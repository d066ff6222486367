"""What the clauses that apply to a case say together: one clause's outcome, or a conflict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from bot.policy.amounts import AMOUNTS
from bot.policy.policy import Clause, Conflict, PossibleAmount


@dataclass(frozen=True, eq=False)
class Verdict:
    """The outcome where exactly these clauses are left after overriding.

    Attributes:
        clauses: those that are left, in the file's order; none at a gap in the policy.
        undeclared: pairs that apply together and do not say how they stand to each other.
    """

    clauses: tuple[Clause, ...]
    outcome: str
    because: str | None = None
    leaning: str | None = None
    amount: str | None = None
    alternatives: tuple[PossibleAmount, ...] = ()
    words: str = ""
    undeclared: tuple[tuple[str, str], ...] = ()
    sections: frozenset[str] = field(default_factory=frozenset)
    told_apart: str | None = None
    next_words: str | None = None


def verdict_of(applying: Iterable[Clause]) -> Verdict:
    """Say what the clauses that apply come to, after those that turn outcomes have looked at it."""
    clauses = list(applying)
    verdict = _of_all([clause for clause in clauses if not clause.turns])
    for clause in clauses:
        if verdict.clauses and verdict.outcome in clause.turns:
            verdict = _of_one(clause)
    return verdict


def _of_all(applying: Sequence[Clause]) -> Verdict:
    """Say what clauses come to that stand side by side.

    A gap or an undeclared overlap is a fault of the policy file; until it is mended, a person
    decides such a case.
    """
    clauses = not_overridden(applying)
    if len(clauses) == 1:
        return _of_one(clauses[0])
    sections = frozenset(number for clause in clauses for number in clause.sections)
    conflicts = {
        (one.id, other.id): conflict_between(one, other) for one, other in combinations(clauses, 2)
    }
    undeclared = tuple(pair for pair, conflict in conflicts.items() if conflict is None)
    if not clauses or undeclared:
        return Verdict(
            tuple(clauses), "review", "unclear", undeclared=undeclared, sections=sections
        )
    declared = [conflict for conflict in conflicts.values() if conflict is not None]
    return Verdict(
        clauses=tuple(clauses),
        outcome="review",
        because="conflict",
        leaning=_common_leaning(declared),
        alternatives=_alternatives(clauses),
        words=declared[0].words,
        sections=sections,
    )


def not_overridden(applying: Sequence[Clause]) -> list[Clause]:
    """Leave out each clause that a clause which itself stands overrides."""
    order: Mapping[str, int] = {clause.id: place for place, clause in enumerate(applying)}
    left = {clause.id: clause for clause in applying}
    standing = []
    while left:
        overridden = {name for clause in left.values() for name in clause.overrides}
        # The loader refuses circles, so some clause is always free; min() keeps this total.
        free = min(left.values(), key=lambda clause: (clause.id in overridden, order[clause.id]))
        standing.append(free)
        for name in (free.id, *free.overrides):
            left.pop(name, None)
    return sorted(standing, key=lambda clause: order[clause.id])


def conflict_between(one: Clause, other: Clause) -> Conflict | None:
    """Return how two clauses disagree, if either says so."""
    return one.conflicts.get(other.id) or other.conflicts.get(one.id)


def _of_one(clause: Clause) -> Verdict:
    return Verdict(
        clauses=(clause,),
        outcome=clause.outcome,
        because=clause.because,
        leaning=clause.leaning,
        amount=clause.amount,
        alternatives=clause.alternatives if clause.outcome == "review" else (),
        words=clause.words,
        sections=frozenset(clause.sections),
        told_apart=clause.id if clause.told_apart else None,
        next_words=clause.next_words,
    )


def _common_leaning(conflicts: Sequence[Conflict]) -> str | None:
    leanings = {conflict.leaning for conflict in conflicts}
    return next(iter(leanings)) if len(leanings) == 1 else None


def _alternatives(clauses: Sequence[Clause]) -> tuple[PossibleAmount, ...]:
    """Each clause's own possible amounts, or else the amount that it alone would give."""
    possible: dict[str, PossibleAmount] = {}
    for clause in clauses:
        for each in clause.alternatives or own_amount(clause.amount, clause.sections):
            possible.setdefault(each.formula, each)
    return tuple(possible.values())


def own_amount(formula: str | None, sections: Iterable[str]) -> tuple[PossibleAmount, ...]:
    """Return the amount that a clause alone would give, as one that is possible."""
    if formula is None:
        return ()
    words = AMOUNTS[formula].words
    return (PossibleAmount(formula, tuple(sections), words[:1].upper() + words[1:]),)
