"""Settle a request: the one answer that every possible value gives, or what can still change it.

Two answers are one where outcome and amount are the same: which clause led there may differ,
and nobody is asked about that.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from bot.policy.amounts import AMOUNTS
from bot.policy.diagram import (
    Comparison,
    Diagram,
    Diagrams,
    Leaf,
    Node,
    leaves_of,
    nodes_of,
    reachable_leaves,
)
from bot.policy.facts import FACTS
from bot.policy.known_facts import KnownFacts
from bot.policy.policy import Clause, PolicyVersion
from bot.policy.policy_table import VERSION_LEVEL, PolicyTable, PossibleCells, VersionTable
from bot.policy.verdict import Verdict

# What counts as one answer: the outcome, and the amount or the formula that will give it.
AnswerKey = tuple[object, object]


_NO_SUCH_CASE = Verdict(
    (),
    "review",
    "unverified",
    words="These facts do not fit together, so a person at {merchant} has to check them.",
)


@dataclass(frozen=True)
class Settled:
    """What a request comes to.

    Attributes:
        version: the version it was decided by; the latest, while the purchase could fall under
            several; None before the first.
        facts: the request's facts as that version reads them.
        verdicts: the answers that are still possible; alike in outcome and amount once decided.
        is_decided: whether nothing that can be asked changes the outcome.
        has_one_amount: whether there is an amount, and one formula or figure for it.
        missing: what can still change outcome or amount, the most useful question first.
        turns_on: unknowable facts that leave the answer to a person.
    """

    version: PolicyVersion | None
    facts: KnownFacts
    verdicts: tuple[Verdict, ...]
    is_decided: bool
    has_one_amount: bool
    missing: tuple[str, ...] = ()
    turns_on: tuple[str, ...] = ()


def settle(table: PolicyTable, facts: KnownFacts) -> Settled:
    """Settle a request whose facts do not contradict each other."""
    return _Settling(table, facts).settled()


class _Settling:
    """One request on its way through the tables of one merchant."""

    def __init__(self, table: PolicyTable, facts: KnownFacts) -> None:
        self.table = table
        self.possible = table.in_force(facts)
        self.current = self.possible[-1]
        self.facts = self.current.facts(facts)
        self.views = {
            id(each): self.facts if each is self.current else each.facts(facts)
            for each in self.possible
        }
        self.keys: dict[int, AnswerKey] = {}

    @cached_property
    def diagrams(self) -> Diagrams[Verdict]:
        """The diagrams of this request, made only where walking was not enough."""
        return Diagrams()

    @cached_property
    def comparison(self) -> Comparison[Verdict]:
        """Compares these diagrams by what their leaves answer."""
        return Comparison(lambda one, other: self.key(one) != self.key(other))

    def settled(self) -> Settled:
        leaves = self._reachable()
        if not leaves:
            return self._impossible()
        keys = {self.key(leaf) for leaf in leaves}
        return self._settled_at_once(leaves, keys) if len(keys) == 1 else self._settled_by_asking()

    def _reachable(self) -> list[Leaf[Verdict]]:
        """Walk the diagrams as they are compiled; most requests need no more."""
        found: dict[int, Leaf[Verdict]] = {}
        for version in self.possible:
            cells = PossibleCells(self.table.levels, self.views[id(version)])
            found.update(reachable_leaves(version.diagram, cells))
        return [leaf for leaf in found.values() if leaf.answers]

    def _settled_at_once(
        self, leaves: Sequence[Leaf[Verdict]], keys: Iterable[AnswerKey]
    ) -> Settled:
        return Settled(
            version=self.current.version,
            facts=self.facts,
            verdicts=_in_order(leaves),
            is_decided=True,
            has_one_amount=all(amount is not None for _, amount in keys),
            missing=self._missing_for_amount(leaves) if any(_is_open(key) for key in keys) else (),
        )

    def _settled_by_asking(self) -> Settled:
        diagram = self._diagram(merged=self._unknowable_levels())
        leaves = leaves_of(diagram)
        verdicts = _in_order(leaves)
        keys = {self.key(leaf) for leaf in leaves}
        is_decided = len({outcome for outcome, _ in keys}) == 1
        turning = is_decided and any(self._is_turning(leaf) for leaf in leaves)
        turned = None if is_decided and not turning else self._turned(verdicts)
        if turned is not None:
            return self._by(turned)
        asked = self._questions(self._collapsed(diagram)) if len(keys) > 1 else ()
        return Settled(
            version=self.current.version,
            facts=self.facts,
            verdicts=verdicts,
            is_decided=is_decided,
            has_one_amount=len(keys) == 1 and all(amount is not None for _, amount in keys),
            missing=tuple(dict.fromkeys((*asked, *self._missing_for_amount(leaves)))),
            turns_on=self._turning_points() if turning else (),
        )

    def _turned(self, verdicts: Sequence[Verdict]) -> Verdict | None:
        """Return the verdict of a clause that applies for certain and leaves nothing to ask."""
        clauses = (v for v in verdicts if v.clauses and "need_facts" in v.clauses[0].turns)
        return next((v for v in clauses if self._holds_for_certain(v.clauses[0])), None)

    def _holds_for_certain(self, clause: Clause) -> bool:
        return all(
            not cells.read(self.facts) & ~cells.passing(test)
            for cells in self.table.levels
            for name, test in clause.when.items()
            if name == cells.input.name
        )

    def _impossible(self) -> Settled:
        """Leave facts that no case can have to a person; `impossible.py` names most of them."""
        return self._by(_NO_SUCH_CASE)

    def _by(self, verdict: Verdict) -> Settled:
        return Settled(
            version=self.current.version,
            facts=self.facts,
            verdicts=(verdict,),
            is_decided=True,
            has_one_amount=False,
        )

    def key(self, leaf: Leaf[Verdict]) -> AnswerKey:
        """Return what a leaf answers; several unlike answers are for a person to verify."""
        if id(leaf) not in self.keys:
            keys = {self._verdict_key(verdict) for verdict in leaf.answers}
            self.keys[id(leaf)] = keys.pop() if len(keys) == 1 else _key_of_several(keys)
        return self.keys[id(leaf)]

    def _is_turning(self, leaf: Leaf[Verdict]) -> bool:
        return len({verdict.outcome for verdict in leaf.answers}) > 1

    def _verdict_key(self, verdict: Verdict) -> AnswerKey:
        outcome = (verdict.outcome, verdict.told_apart) if verdict.told_apart else verdict.outcome
        if verdict.amount is None:
            return (outcome, None)
        amount: Decimal | None = AMOUNTS[verdict.amount].compute(self.facts)
        return (outcome, verdict.amount if amount is None else amount)

    def _diagram(self, merged: frozenset[int]) -> Diagram[Verdict]:
        """Restrict each version's diagram to what is possible, and join the versions on top."""
        branches = tuple(self._branch(each, merged) for each in self.possible)
        if VERSION_LEVEL in merged:
            return self.diagrams.union(branches)
        return self.diagrams.node(VERSION_LEVEL, branches)

    def _branch(self, version: VersionTable, merged: frozenset[int]) -> Diagram[Verdict]:
        cells = self.table.possible(self.views[id(version)])
        return self.diagrams.restrict(version.diagram, cells, merged)

    def _unknowable_levels(self) -> frozenset[int]:
        return frozenset(level for level in self._levels() if self._is_unknowable(level))

    def _levels(self) -> range:
        return range(VERSION_LEVEL, len(self.table.levels))

    def _is_unknowable(self, level: int) -> bool:
        """Whether asking could never settle this level: one of its facts cannot be known."""
        return any(
            (name in self.facts.unknowable or FACTS[name].record_only)
            and self.facts.value(name) is None
            for name in self.table.facts_of(level)
        )

    def _turning_points(self) -> tuple[str, ...]:
        """Name the unknowable facts on which the answer turns."""
        unmerged = self._diagram(merged=frozenset())
        levels = self._levels_that_matter(unmerged) & self._unknowable_levels()
        names = (name for level in sorted(levels) for name in self.table.facts_of(level))
        return tuple(dict.fromkeys(name for name in names if name in self.facts.unknowable))

    def _levels_that_matter(self, diagram: Diagram[Verdict]) -> set[int]:
        return {node.level for node in nodes_of(diagram) if self.comparison.matters(node)}

    def _collapsed(self, diagram: Diagram[Verdict]) -> Diagram[Verdict]:
        """Leave of all leaves that answer alike one; what is impossible stays so."""
        ones: dict[AnswerKey, Leaf[Verdict]] = {}

        def alike(leaf: Leaf[Verdict]) -> Leaf[Verdict]:
            return ones.setdefault(self.key(leaf), leaf) if leaf.answers else leaf

        return self.diagrams.collapsed(diagram, alike)

    def _questions(self, diagram: Diagram[Verdict]) -> tuple[str, ...]:
        """List the facts that can change the outcome, those first that leave least to ask."""
        levels = sorted(
            self._levels_that_matter(diagram), key=lambda level: self._left_to_ask(diagram, level)
        )
        names = (name for level in levels for name in self.table.facts_of(level))
        return tuple(dict.fromkeys(name for name in names if self.facts.is_askable(name)))

    def _left_to_ask(self, diagram: Diagram[Verdict], level: int) -> tuple[float, int]:
        """How many inputs would still matter after an answer, on average over its cells."""
        answers = [each for each in self._after_each_answer(diagram, level) if leaves_of(each)]
        left = sum(len(self._levels_that_matter(each)) for each in answers)
        return left / len(answers), level

    def _after_each_answer(
        self, diagram: Diagram[Verdict], level: int
    ) -> Iterable[Diagram[Verdict]]:
        if level == VERSION_LEVEL:
            return diagram.children if isinstance(diagram, Node) else (diagram,)
        cells = self.table.levels
        rows = (
            [1 << cell if place == level else each.all for place, each in enumerate(cells)]
            for cell in range(cells[level].count)
        )
        return [self._restricted(diagram, row) for row in rows]

    def _restricted(self, diagram: Diagram[Verdict], row: list[int]) -> Diagram[Verdict]:
        if isinstance(diagram, Node) and diagram.level == VERSION_LEVEL:
            children = (self.diagrams.restrict(child, row) for child in diagram.children)
            return self.diagrams.node(VERSION_LEVEL, tuple(children))
        return self.diagrams.restrict(diagram, row)

    def _missing_for_amount(self, leaves: Iterable[Leaf[Verdict]]) -> tuple[str, ...]:
        """List what the formulas of the possible amounts still lack."""
        formulas = [
            AMOUNTS[verdict.amount]
            for leaf in leaves
            if _is_open(self.key(leaf))
            for verdict in leaf.answers
            if verdict.amount
        ]
        open_ = [each for each in formulas if each.compute(self.facts) is None]
        names = (name for formula in open_ for name in formula.facts)
        return tuple(dict.fromkeys(name for name in names if self.facts.is_askable(name)))


def _is_open(key: AnswerKey) -> bool:
    """A key names a formula, instead of the figure, while a fact of it is not known."""
    return isinstance(key[1], str)


def _key_of_several(keys: Iterable[AnswerKey]) -> AnswerKey:
    """Say what answers come to between which nobody can choose: what they share, or a person."""
    outcomes = {outcome for outcome, _ in keys}
    return (outcomes.pop() if len(outcomes) == 1 else "review", None)


def _in_order(leaves: Iterable[Leaf[Verdict]]) -> tuple[Verdict, ...]:
    """List the verdicts of all leaves once, in the order of their clauses."""
    verdicts = {id(verdict): verdict for leaf in leaves for verdict in leaf.answers}
    if len(verdicts) == 1:
        return tuple(verdicts.values())
    return tuple(sorted(verdicts.values(), key=lambda v: tuple(c.id for c in v.clauses)))
