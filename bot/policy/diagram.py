"""Decision diagrams: what a table of clauses decides, compiled to a graph that is walked.

A node looks at one input and has a child for each of its cells; a leaf holds the answers that
are possible there: one, as compiled; none where the facts cannot be true together; several
where an unknowable fact has been merged away. Inputs are looked at in one order on every path,
and equal parts are one object, so the graph stays small (an ordered, reduced, multi-valued
decision diagram).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Generic, TypeVar

Answer = TypeVar("Answer", bound=Hashable)


@dataclass(frozen=True, eq=False)
class Leaf(Generic[Answer]):
    """The answers that are possible at the end of a path."""

    answers: frozenset[Answer]


@dataclass(frozen=True, eq=False)
class Node(Generic[Answer]):
    """One input, by its level in the order, and what follows for each of its cells."""

    level: int
    children: tuple[Diagram[Answer], ...]


Diagram = Leaf[Answer] | Node[Answer]
Row = Sequence[int]  # For each level the set of cells in which the row holds.


class Diagrams(Generic[Answer]):
    """Makes diagrams over one order of inputs; equal parts are made once."""

    def __init__(self) -> None:
        self._leaves: dict[frozenset[Answer], Leaf[Answer]] = {}
        self._nodes: dict[tuple[int, tuple[int, ...]], Node[Answer]] = {}
        self.impossible = self.leaf(frozenset())

    def leaf(self, answers: frozenset[Answer]) -> Leaf[Answer]:
        """Return the leaf of these answers."""
        return self._leaves.setdefault(answers, Leaf(answers))

    def node(self, level: int, children: tuple[Diagram[Answer], ...]) -> Diagram[Answer]:
        """Return the node of these children, or the child where all are one."""
        if all(child is children[0] for child in children):
            return children[0]
        key = (level, tuple(map(id, children)))
        return self._nodes.setdefault(key, Node(level, children))

    def compile(
        self,
        rows: Sequence[Row],
        cells: Sequence[int],
        resolve: Callable[[Sequence[int]], frozenset[Answer]],
    ) -> Diagram[Answer]:
        """Compile a table.

        Args:
            rows: the rows' cells, level by level.
            cells: how many cells each level has.
            resolve: gives the answers where exactly these rows hold.
        """
        passing = [
            [
                sum(1 << row for row, sets in enumerate(rows) if sets[level] >> cell & 1)
                for cell in range(count)
            ]
            for level, count in enumerate(cells)
        ]
        made: dict[tuple[int, int], Diagram[Answer]] = {}

        def build(level: int, holding: int) -> Diagram[Answer]:
            if (level, holding) not in made:
                made[level, holding] = grow(level, holding)
            return made[level, holding]

        def grow(level: int, holding: int) -> Diagram[Answer]:
            if level == len(cells):
                return self.leaf(resolve([row for row in range(len(rows)) if holding >> row & 1]))
            return self.node(level, tuple(build(level + 1, holding & p) for p in passing[level]))

        return build(0, (1 << len(rows)) - 1)

    def restrict(
        self, diagram: Diagram[Answer], cells: Sequence[int], merged: frozenset[int] = frozenset()
    ) -> Diagram[Answer]:
        """Keep the possible cells alone; merge the levels about which nothing can be learnt."""
        made: dict[int, Diagram[Answer]] = {}

        def visit(each: Diagram[Answer]) -> Diagram[Answer]:
            if isinstance(each, Leaf):
                return self.leaf(each.answers)
            if id(each) not in made:
                made[id(each)] = keep(each)
            return made[id(each)]

        def keep(node: Node[Answer]) -> Diagram[Answer]:
            possible = cells[node.level]
            children = tuple(
                visit(child) if possible >> cell & 1 else self.impossible
                for cell, child in enumerate(node.children)
            )
            if node.level in merged:
                return self.union(children)
            kept = [child for cell, child in enumerate(children) if possible >> cell & 1]
            # Cells that are ruled out make no difference; facts that cannot be together do.
            if all(child is kept[0] for child in kept):
                return kept[0] if kept else self.impossible
            return self.node(node.level, children)

        return visit(diagram)

    def collapsed(
        self, diagram: Diagram[Answer], alike: Callable[[Leaf[Answer]], Leaf[Answer]]
    ) -> Diagram[Answer]:
        """Put one leaf in the place of all that are alike; equal parts become one."""
        made: dict[int, Diagram[Answer]] = {}

        def visit(each: Diagram[Answer]) -> Diagram[Answer]:
            if id(each) not in made:
                made[id(each)] = (
                    alike(each)
                    if isinstance(each, Leaf)
                    else self.node(each.level, tuple(visit(child) for child in each.children))
                )
            return made[id(each)]

        return visit(diagram)

    def union(self, diagrams: Sequence[Diagram[Answer]]) -> Diagram[Answer]:
        """Merge diagrams: each path ends in all answers that any of them gives there."""
        made: dict[frozenset[int], Diagram[Answer]] = {}

        def merge(many: Sequence[Diagram[Answer]]) -> Diagram[Answer]:
            different = {id(each): each for each in many if each is not self.impossible}
            if len(different) <= 1:
                return next(iter(different.values()), self.impossible)
            key = frozenset(different)
            if key not in made:
                made[key] = split(list(different.values()))
            return made[key]

        def split(many: Sequence[Diagram[Answer]]) -> Diagram[Answer]:
            nodes = [each for each in many if isinstance(each, Node)]
            if not nodes:
                leaves = (each.answers for each in many if isinstance(each, Leaf))
                return self.leaf(frozenset().union(*leaves))
            top = min(nodes, key=lambda node: node.level)
            return self.node(
                top.level,
                tuple(
                    merge([_child(each, top.level, cell) for each in many])
                    for cell in range(len(top.children))
                ),
            )

        return merge(diagrams)


def reachable_leaves(
    diagram: Diagram[Answer], possible: Mapping[int, int]
) -> dict[int, Leaf[Answer]]:
    """Find the leaves that can be reached through possible cells, by their Python id.

    Args:
        diagram: where to begin.
        possible: the possible cells by level; looked up only for levels on the way.
    """
    found: dict[int, Leaf[Answer]] = {}
    ahead = [diagram]
    seen: set[int] = set()
    while ahead:
        each = ahead.pop()
        while isinstance(each, Node):
            cells = possible[each.level]
            if cells & (cells - 1):
                break
            each = each.children[cells.bit_length() - 1]
        if isinstance(each, Leaf):
            found[id(each)] = each
            continue
        if id(each) in seen:
            continue
        seen.add(id(each))
        for cell, child in enumerate(each.children):
            if cells >> cell & 1:
                ahead.append(child)
    return found


def leaves_of(diagram: Diagram[Answer]) -> list[Leaf[Answer]]:
    """List the leaves that can be reached, each once, without those that cannot be."""
    return [each for each in parts_of(diagram) if isinstance(each, Leaf) and each.answers]


def nodes_of(diagram: Diagram[Answer]) -> list[Node[Answer]]:
    """List the nodes, each once, from the top."""
    return [each for each in parts_of(diagram) if isinstance(each, Node)]


def parts_of(diagram: Diagram[Answer]) -> Iterator[Diagram[Answer]]:
    """Yield every node and leaf once, breadth first."""
    seen = {id(diagram)}
    layer: list[Diagram[Answer]] = [diagram]
    while layer:
        yield from layer
        below: dict[int, Diagram[Answer]] = {}
        for each in layer:
            if isinstance(each, Node):
                below.update((id(child), child) for child in each.children)
        layer = [child for key, child in below.items() if key not in seen]
        seen.update(below)


class Comparison(Generic[Answer]):
    """Compares diagrams by their leaves, and remembers; they must outlive it."""

    def __init__(self, unlike: Callable[[Leaf[Answer], Leaf[Answer]], bool]) -> None:
        self.unlike = unlike
        self._differing: dict[tuple[int, int], bool] = {}
        self._mattering: dict[int, bool] = {}

    def matters(self, node: Node[Answer]) -> bool:
        """Tell whether the node's input can make a difference, all others being equal."""
        if id(node) not in self._mattering:
            children = list({id(child): child for child in node.children}.values())
            self._mattering[id(node)] = any(
                self.differ(one, other) for one, other in combinations(children, 2)
            )
        return self._mattering[id(node)]

    def differ(self, one: Diagram[Answer], other: Diagram[Answer]) -> bool:
        """Tell whether some way through both, equal in all inputs, ends in unlike leaves."""
        if one is other:
            return False
        key = (id(one), id(other))
        if key not in self._differing:
            self._differing[key] = self._visit(one, other)
        return self._differing[key]

    def _visit(self, one: Diagram[Answer], other: Diagram[Answer]) -> bool:
        if isinstance(one, Leaf) and isinstance(other, Leaf):
            return bool(one.answers and other.answers) and self.unlike(one, other)
        level = min(each.level for each in (one, other) if isinstance(each, Node))
        nodes = [e for e in (one, other) if isinstance(e, Node) and e.level == level]
        return any(
            self.differ(_child(one, level, cell), _child(other, level, cell))
            for cell in range(max(len(node.children) for node in nodes))
        )


def unlike_way(
    one: Diagram[Answer],
    other: Diagram[Answer],
    unlike: Callable[[Leaf[Answer], Leaf[Answer]], bool],
) -> tuple[tuple[tuple[int, int], ...], Leaf[Answer], Leaf[Answer]] | None:
    """Find a way through both, equal in all inputs, that ends in unlike leaves, and those."""
    seen: set[tuple[int, int]] = set()
    ahead: list[tuple[Diagram[Answer], Diagram[Answer], tuple[tuple[int, int], ...]]]
    ahead = [(one, other, ())]
    while ahead:
        a, b, way = ahead.pop(0)
        if a is b or (id(a), id(b)) in seen:
            continue
        seen.add((id(a), id(b)))
        if isinstance(a, Leaf) and isinstance(b, Leaf):
            if a.answers and b.answers and unlike(a, b):
                return way, a, b
            continue
        level = min(each.level for each in (a, b) if isinstance(each, Node))
        count = max(len(e.children) for e in (a, b) if isinstance(e, Node) and e.level == level)
        for cell in range(count):
            pair = _child(a, level, cell), _child(b, level, cell)
            ahead.append((*pair, (*way, (level, cell))))
    return None


def _child(diagram: Diagram[Answer], level: int, cell: int) -> Diagram[Answer]:
    if isinstance(diagram, Node) and diagram.level == level:
        return diagram.children[cell]
    return diagram
