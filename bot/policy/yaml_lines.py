"""Read YAML together with the line of everything in it, so that a fault can say where it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import yaml

Path = tuple[str | int, ...]
_KEPT_AS_TEXT = "tag:yaml.org,2002:timestamp"
_FLOAT = "tag:yaml.org,2002:float"


class NotYaml(Exception):
    """The text is no YAML; says what is wrong, and in which line."""

    def __init__(self, line: int, what: str) -> None:
        self.line = line
        super().__init__(what)


@dataclass(frozen=True)
class LinedYaml:
    """The data, and the line (from 1) of each part by its path, such as ("clauses", 0, "when")."""

    data: Any
    lines: Mapping[Path, int]
    repeated: tuple[tuple[int, str], ...]

    def line(self, path: Path) -> int:
        """Return the line of a part, or of the nearest part around it."""
        while path not in self.lines:
            path = path[:-1]
        return self.lines[path]


def read_yaml(text: str) -> LinedYaml:
    """Read one YAML document; dates stay texts and numbers with a point are decimals.

    Raises:
        NotYaml: the text cannot be read as YAML.
    """
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise NotYaml(line, str(error.problem)) from error
    except yaml.YAMLError as error:
        raise NotYaml(1, str(error).splitlines()[0]) from error
    lines: dict[Path, int] = {(): 1}
    repeated: list[tuple[int, str]] = []
    return LinedYaml(_read(root, (), lines, repeated), lines, tuple(repeated))


def _read(
    node: yaml.Node | None, path: Path, lines: dict[Path, int], repeated: list[tuple[int, str]]
) -> Any:
    if node is None:
        return None
    lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        return _read_mapping(node, path, lines, repeated)
    if isinstance(node, yaml.SequenceNode):
        return [_read(e, (*path, i), lines, repeated) for i, e in enumerate(node.value)]
    return _scalar(node)


def _read_mapping(
    node: yaml.MappingNode, path: Path, lines: dict[Path, int], repeated: list[tuple[int, str]]
) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        if key in data:
            repeated.append((key_node.start_mark.line + 1, key))
        # A fault in a value is looked for where its key stands.
        inner = (*path, key)
        lines[inner] = key_node.start_mark.line + 1
        data[key] = _read(value_node, inner, lines, repeated)
    return data


def _scalar(node: yaml.Node) -> Any:
    if node.tag == _KEPT_AS_TEXT:
        return node.value
    if node.tag == _FLOAT:
        return Decimal(node.value)
    return yaml.SafeLoader("").construct_object(node)
