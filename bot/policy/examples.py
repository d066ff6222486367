"""Smallest examples: the fewest facts that lead to a part of a diagram, told in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from bot.policy.diagram import Diagram, Node
from bot.policy.policy_table import PolicyTable

# Pairs of a level and a cell, from the top.
Way = tuple[tuple[int, int], ...]


def smallest_paths(diagram: Diagram[Any]) -> Mapping[int, Way]:
    """Find for each part of a diagram, by its Python id, the path with the fewest inputs."""
    paths: dict[int, Way] = {id(diagram): ()}
    layer: list[Diagram[Any]] = [diagram]
    while layer:
        below: list[Diagram[Any]] = []
        for node in (each for each in layer if isinstance(each, Node)):
            for cell, child in enumerate(node.children):
                if id(child) not in paths:
                    paths[id(child)] = (*paths[id(node)], (node.level, cell))
                    below.append(child)
        layer = below
    return paths


def example_words(table: PolicyTable, way: Iterable[tuple[int, int]]) -> str:
    """Describe a way: "product is sms_credits, messages sent is at least 1"."""
    parts = []
    for level, cell in way:
        cells = table.levels[level]
        parts.append(f"{cells.input.words} is {cells.example(cell)}")
    return ", ".join(parts) or "nothing is known"
