"""A merchant's decision tables, compiled: one diagram a version over the same cells.

What is possible in a request restricts the diagram; what is left is the decision, or what
still has to be asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.policy.cells import Cells, cells_of
from bot.policy.diagram import Diagram, Diagrams
from bot.policy.impossible import IMPOSSIBILITIES, NEVER_MORE
from bot.policy.inputs import INPUTS
from bot.policy.known_facts import KnownFacts
from bot.policy.policy import Clause, PolicyVersion, Test
from bot.policy.span import Span
from bot.policy.verdict import Verdict, verdict_of

# The level above all inputs: which version was in force at the purchase.
VERSION_LEVEL = -1


@dataclass(frozen=True)
class VersionTable:
    """One version with its compiled diagram; `version` is None for the time before the first."""

    version: PolicyVersion | None
    clauses: tuple[Clause, ...]
    diagram: Diagram[Verdict]
    purchases: Span[datetime]

    def facts(self, facts: KnownFacts) -> KnownFacts:
        """Read a request's facts as this version does."""
        if self.version is None:
            return facts.as_read(in_force=False, within=self.purchases)
        return facts.as_read(self.version.presumed, self.version.read_as, within=self.purchases)

    def can_apply(self, purchased: Span[datetime]) -> bool:
        """Tell whether a purchase can have been made while this version was in force."""
        first, last = self.purchases.start, self.purchases.end
        is_before = first is not None and purchased.end is not None and purchased.end < first
        return not is_before and not (
            last is not None and purchased.start is not None and purchased.start > last
        )


class PossibleCells(dict[int, int]):
    """The possible cells of each level of one request, each read when it is first looked up."""

    def __init__(self, levels: Sequence[Cells], facts: KnownFacts) -> None:
        super().__init__()
        self.levels, self.facts = levels, facts

    def __missing__(self, level: int) -> int:
        bits = self[level] = self.levels[level].read(self.facts)
        return bits


@dataclass(frozen=True)
class PolicyTable:
    """All versions of one merchant, the time before the first one included."""

    levels: tuple[Cells, ...]
    versions: tuple[VersionTable, ...]

    def in_force(self, facts: KnownFacts) -> list[VersionTable]:
        """List the versions that can have been in force at the purchase."""
        if len(self.versions) == 1:
            return [*self.versions]
        purchased = facts.span("purchased_at")
        if purchased.exact is None:
            latest = facts.span("issue_at").within(None, facts.asked_at).end
            purchased = purchased.within(None, latest)
        return [each for each in self.versions if each.can_apply(purchased)]

    def possible(self, facts: KnownFacts) -> list[int]:
        """Return for each level the cells that are possible."""
        return [cells.read(facts) for cells in self.levels]

    def facts_of(self, level: int) -> tuple[str, ...]:
        """Return the facts from which a level is read."""
        return ("purchased_at",) if level == VERSION_LEVEL else self.levels[level].input.facts


def compile_policy(versions: Sequence[PolicyVersion], always: Sequence[Clause]) -> PolicyTable:
    """Compile a merchant's versions, the earliest first.

    Args:
        versions: each with all of its clauses.
        always: the clauses that apply even where no version is in force.
    """
    everything = [*always, *(clause for version in versions for clause in version.clauses)]
    levels = _levels(everything)
    diagrams: Diagrams[Verdict] = Diagrams()
    tables = (
        [_table(diagrams, levels, always, None, _before(versions))] if _before(versions) else []
    )
    for place, version in enumerate(versions):
        span = _in_force(versions, place)
        tables.append(_table(diagrams, levels, version.clauses, version, span))
    return PolicyTable(levels, tuple(tables))


def _levels(clauses: Iterable[Clause]) -> tuple[Cells, ...]:
    tests: dict[str, list[Test]] = {}
    rows = [clause.when for clause in clauses]
    for row in (*rows, *(each.row for each in IMPOSSIBILITIES)):
        for name, test in row.items():
            tests.setdefault(name, []).append(test)
    tested = {name for row in rows for name in row}
    return tuple(
        cells_of(each, tests[each.name]) for each in INPUTS.values() if each.name in tested
    )


def _table(
    diagrams: Diagrams[Verdict],
    levels: Sequence[Cells],
    clauses: Sequence[Clause],
    version: PolicyVersion | None,
    purchases: Span[datetime] | None,
) -> VersionTable:
    rows = [_row(levels, clause.when) for clause in clauses]
    impossible = _impossible_rows(levels)
    verdicts: dict[tuple[str, ...], Verdict] = {}

    def resolve(holding: Sequence[int]) -> frozenset[Verdict]:
        if any(row >= len(clauses) for row in holding):
            return frozenset()
        verdict = verdict_of(clauses[row] for row in holding)
        key = tuple(clause.id for clause in verdict.clauses)
        return frozenset({verdicts.setdefault(key, verdict)})

    counts = [cells.count for cells in levels]
    diagram = diagrams.compile([*rows, *impossible], counts, resolve)
    in_force = frozenset({version is not None})
    fixed = [c.possible(in_force) if c.input.name == "policy_in_force" else c.all for c in levels]
    diagram = diagrams.restrict(diagram, fixed)
    return VersionTable(version, tuple(clauses), diagram, purchases or Span())


def _row(levels: Sequence[Cells], when: Mapping[str, Test]) -> list[int]:
    return [
        cells.passing(when[cells.input.name]) if cells.input.name in when else cells.all
        for cells in levels
    ]


def _impossible_rows(levels: Sequence[Cells]) -> list[list[int]]:
    names = {cells.input.name for cells in levels}
    rows = [
        _row(levels, each.row) for each in IMPOSSIBILITIES if each.row and each.row.keys() <= names
    ]
    for less, more in NEVER_MORE:
        if {less, more} <= names:
            rows.extend(_never_more_rows(levels, less, more))
    return rows


def _never_more_rows(levels: Sequence[Cells], less: str, more: str) -> list[list[int]]:
    """Rows of the pairs of cells in which the first input is certainly more than the second."""
    by_name = {cells.input.name: place for place, cells in enumerate(levels)}
    small, big = levels[by_name[less]], levels[by_name[more]]
    rows = []
    for low, cut in enumerate(small.cuts, start=1):
        for high, limit in enumerate(big.cuts):
            if cut >= limit:
                row = [cells.all for cells in levels]
                row[by_name[less]], row[by_name[more]] = 1 << low, 1 << high
                rows.append(row)
    return rows


_MOMENT = timedelta(microseconds=1)


def _before(versions: Sequence[PolicyVersion]) -> Span[datetime] | None:
    first = versions[0].in_force_from
    return None if first is None else Span(None, first - _MOMENT)


def _in_force(versions: Sequence[PolicyVersion], place: int) -> Span[datetime]:
    following = versions[place + 1].in_force_from if place + 1 < len(versions) else None
    return Span(versions[place].in_force_from, None if following is None else following - _MOMENT)
