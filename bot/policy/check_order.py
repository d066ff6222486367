"""Prove that waiting and using more never help: unless a clause says why they do.

Time and use move an input from one cell to the next. Whatever moves at once can move one input
after the other, so it is enough that no single step from cell to cell comes off better.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.policy.cells import Cells
from bot.policy.diagram import Diagram, Leaf, nodes_of, unlike_way
from bot.policy.examples import example_words, smallest_paths
from bot.policy.policy import Clause
from bot.policy.policy_table import PolicyTable, VersionTable
from bot.policy.verdict import Verdict

_RANKS = {"not_eligible": 0, "wait": 1, "elsewhere": 1, "review": 2, "eligible": 3}


@dataclass(frozen=True)
class _Movement:
    """What moves: the inputs, of a choice its words in order, and what may allow it."""

    words: str
    inputs: Mapping[str, Sequence[object]]
    key: str
    allowed: Callable[[Clause], str | None]


_MOVEMENTS = (
    _Movement(
        "A later request",
        {
            "hours_since_purchase": (),
            "hours_since_issue": (),
            "promised_activation": ("ahead", "passed"),
        },
        "better_later",
        lambda clause: clause.better_later,
    ),
    _Movement(
        "More use",
        {
            "messages_sent": (),
            "activated": (False, True),
            "left_after_discount": ("something", "nothing"),
        },
        "better_used",
        lambda clause: clause.better_used,
    ),
)


def order_faults(table: PolicyTable, version: VersionTable) -> Iterator[str]:
    """Name where a movement comes off better, once for each pair of clauses."""
    paths = smallest_paths(version.diagram)
    for movement in _MOVEMENTS:
        found: dict[str, str] = {}
        for level, cells in enumerate(table.levels):
            for sooner, later in _steps(cells, movement):
                for node in nodes_of(version.diagram):
                    if node.level == level:
                        ends = node.children[sooner], node.children[later]
                        example = (*paths[id(node)], (level, later))
                        _note(found, table, movement, ends, example)
        yield from found.values()


def _steps(cells: Cells, movement: _Movement) -> Iterator[tuple[int, int]]:
    """Yield the pairs of cells between which a movement leads."""
    if cells.input.name not in movement.inputs:
        return
    if cells.input.kind != "choice":
        yield from pairwise(range(cells.count))
        return
    words = movement.inputs[cells.input.name]
    places = [cells.possible(frozenset({word})).bit_length() - 1 for word in words]
    yield from ((one, other) for one, other in pairwise(places) if one != other)


def _note(
    found: dict[str, str],
    table: PolicyTable,
    movement: _Movement,
    ends: tuple[Diagram[Verdict], Diagram[Verdict]],
    way: tuple[tuple[int, int], ...],
) -> None:
    def is_better(sooner: Leaf[Verdict], later: Leaf[Verdict]) -> bool:
        if not (_is_sound(sooner) and _is_sound(later)):
            return False
        return _rank(later) > _rank(sooner) and not _is_allowed(movement, sooner)

    unlike = unlike_way(*ends, is_better)
    if unlike is None:
        return
    below, sooner, later = unlike
    one, other = _first(sooner), _first(later)
    found.setdefault(
        f"{one.id} {other.id}",
        f"{other.place}: {movement.words} comes off better: from '{one.id}' ({one.outcome}) to "
        f"'{other.id}' ({other.outcome}), where {example_words(table, (*way, *below))}. Mend the "
        f"limits, or let '{one.id}' say why under {movement.key}.",
    )


def _is_sound(leaf: Leaf[Verdict]) -> bool:
    """Whether clauses decide; a gap or an undeclared overlap is a fault of its own."""
    return all(verdict.clauses and not verdict.undeclared for verdict in leaf.answers)


def _is_allowed(movement: _Movement, leaf: Leaf[Verdict]) -> bool:
    return all(
        any(movement.allowed(clause) for clause in verdict.clauses) for verdict in leaf.answers
    )


def _first(leaf: Leaf[Verdict]) -> Clause:
    return next(iter(leaf.answers)).clauses[0]


def _rank(leaf: Leaf[Verdict]) -> int:
    return max(_RANKS[verdict.outcome] for verdict in leaf.answers)
