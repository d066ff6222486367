"""A list of faults that grows while policy files are read, each with its file and line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import jsonschema

from bot.policy.yaml_lines import LinedYaml, NotYaml, Path, read_yaml


@dataclass
class Faults:
    """The faults of one file; `found` is shared by all files of a load."""

    file: str
    found: list[str] = field(default_factory=list)

    def add(self, line: int, sentence: str) -> None:
        """Add a fault: what, and what to do."""
        self.found.append(f"{self.file}:{line}: {sentence}")

    def read(self, text: str, schema: Mapping[str, Any]) -> LinedYaml | None:
        """Read a file by its schema; None where its form leaves nothing to read further."""
        try:
            lined = read_yaml(text)
        except NotYaml as error:
            self.add(error.line, f"This is no YAML: {error}. Mend the line or the one above it.")
            return None
        for line, key in lined.repeated:
            self.add(line, f"Key '{key}' stands here a second time. Keep one of them.")
        before = len(self.found)
        for fault in jsonschema.Draft202012Validator(schema).iter_errors(lined.data):
            for line, sentence in _sentences(lined, fault):
                self.add(line, sentence)
        return lined if len(self.found) == before else None


def _sentences(lined: LinedYaml, fault: jsonschema.ValidationError) -> Iterator[tuple[int, str]]:
    """Say in our words what the schema found: unknown keys, a missing key, a value."""
    path: Path = tuple(fault.absolute_path)
    where = f" in '{path[-1]}'" if path and isinstance(path[-1], str) else ""
    known: dict[str, Any] = _schema_of(fault).get("properties", {})
    if fault.validator == "additionalProperties" and known:
        for key in (key for key in _instance(fault) if key not in known):
            line = lined.line((*path, key))
            yield line, f"Key '{key}' is unknown{where}. Use one of: {', '.join(known)}."
    elif fault.validator == "required":
        # jsonschema reports one missing key a fault, in quotes at the start of its message.
        key = fault.message.split("'")[1]
        yield lined.line(path), f"Key '{key}' is missing{where}. Add it."
    else:
        yield lined.line(path), f"The value{where} is not accepted: {_reason(fault)}"


def _reason(fault: jsonschema.ValidationError) -> str:
    if fault.validator == "enum":
        choices = ", ".join(map(str, _schema_of(fault)["enum"]))
        return f"'{fault.instance}'. Use one of: {choices}."
    return f"{fault.message}."


def _schema_of(fault: jsonschema.ValidationError) -> dict[str, Any]:
    schema: Any = fault.schema
    return schema if isinstance(schema, dict) else {}


def _instance(fault: jsonschema.ValidationError) -> dict[str, Any]:
    instance: Any = fault.instance
    return instance if isinstance(instance, dict) else {}
