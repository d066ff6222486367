"""Explain a decision to staff: each clause, and which of its tests held, with value and source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.policy.inputs import FALLEN, INPUTS, Input
from bot.policy.known_facts import KnownFacts
from bot.policy.policy import Clause, OneOf, Test
from bot.policy.policy_table import PolicyTable
from bot.policy.span import Span


@dataclass(frozen=True)
class TestTrace:
    """One test of a clause: "held", "failed" or "open", what it looked at and what it wants."""

    input: str
    result: str
    value: str
    wants: str = ""

    def line(self) -> str:
        """Say it in words: "hours since purchase is 3 h (claimed)"."""
        return f"{INPUTS[self.input].words} is {self.value}"


@dataclass(frozen=True)
class ClauseTrace:
    """One clause and its tests."""

    clause: Clause
    tests: tuple[TestTrace, ...]

    @property
    def result(self) -> str:
        """Say "applies" where all tests held, "does not apply" where one failed, else "open"."""
        results = {test.result for test in self.tests}
        if "failed" in results:
            return "does not apply"
        return "open" if "open" in results else "applies"

    def line(self) -> str:
        """Say it in words, with the tests that settled it."""
        telling = {"applies": "held", "does not apply": "failed", "open": "open"}[self.result]
        tests = "; ".join(test.line() for test in self.tests if test.result == telling)
        return f"Clause '{self.clause.id}'{_sections(self.clause)} {_VERBS[self.result]}: {tests}."


_VERBS = {"applies": "applies", "does not apply": "does not apply", "open": "is open"}


def trace(table: PolicyTable, clauses: Iterable[Clause], facts: KnownFacts) -> list[ClauseTrace]:
    """Trace the clauses, in order, on a request's facts as their version reads them."""
    cells = {each.input.name: each for each in table.levels}
    traces = []
    for clause in clauses:
        tests = []
        for name, test in clause.when.items():
            possible = cells[name].possible(INPUTS[name].read(facts))
            result = _result(possible, cells[name].passing(test))
            value = _value(INPUTS[name], facts)
            tests.append(TestTrace(name, result, value, _wants(test)))
        traces.append(ClauseTrace(clause, tuple(tests)))
    return traces


def _result(possible: int, passing: int) -> str:
    if not possible & ~passing:
        return "held"
    return "open" if possible & passing else "failed"


def _wants(test: Test) -> str:
    """Say a test in words: "sms_credits or premium_token", "more than 24 h"."""
    if isinstance(test, OneOf):
        words = " or ".join(sorted(str(value).lower() for value in test.values))
        return f"not {words}" if test.is_negated else words
    parts = []
    if test.low is not None and test.low == test.high:
        return _one(test.low)
    if test.low is not None:
        parts.append(f"{'at least' if test.low_included else 'more than'} {_one(test.low)}")
    if test.high is not None:
        parts.append(f"{'at most' if test.high_included else 'less than'} {_one(test.high)}")
    return " and ".join(parts)


def _sections(clause: Clause) -> str:
    if not clause.sections:
        return ""
    name = "section" if len(clause.sections) == 1 else "sections"
    return f" ({name} {', '.join(clause.sections)})"


def _value(input_: Input, facts: KnownFacts) -> str:
    sources = dict.fromkeys(facts.source(name) for name in input_.facts)
    said = ", ".join(source for source in sources if source)
    possible = input_.read(facts)
    words = _span(possible) if isinstance(possible, Span) else _choices(possible, input_)
    if said:
        return f"{words} ({said})"
    return f"{words} (presumed)" if set(input_.facts) & set(facts.presumed) else words


def _choices(possible: frozenset[Any], input_: Input) -> str:
    # A ground that nobody has stated cannot have been refuted.
    if len(possible) > 1 and possible >= set(input_.choices) - {FALLEN}:
        return "unknown"
    return " or ".join(sorted(str(each).lower() for each in possible))


def _span(span: Span[Any]) -> str:
    if span.exact is not None:
        return _one(span.exact)
    if span.end is None:
        return f"{_one(span.start)} or more" if span.start else "unknown"
    return f"between {_one(span.start or type(span.end)(0))} and {_one(span.end)}"


def _one(value: Any) -> str:
    if not isinstance(value, timedelta):
        return str(value)
    minutes, seconds = divmod(int(value.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    parts = ((hours, "h"), (minutes, "min"), (seconds, "s"))
    return " ".join(f"{count} {unit}" for count, unit in parts if count) or "0 h"
