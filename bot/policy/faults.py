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
        """Read a file by its schema.

        What the schema refuses is taken out, so that the rest can be looked at in the same
        round; None where nothing is left to look at.
        """
        try:
            lined = read_yaml(text)
        except NotYaml as error:
            self.add(error.line, f"This is no YAML: {error}. Mend the line or the one above it.")
            return None
        for line, key in lined.repeated:
            self.add(line, f"Key '{key}' stands here a second time. Keep one of them.")
        for fault in list(jsonschema.Draft202012Validator(schema).iter_errors(lined.data)):
            for line, sentence in _sentences(lined, fault):
                self.add(line, sentence)
            _take_out(lined.data, fault)
        return lined if isinstance(lined.data, dict) else None


def _sentences(lined: LinedYaml, fault: jsonschema.ValidationError) -> Iterator[tuple[int, str]]:
    """Say in our words what the schema found: unknown keys, a missing key, a value."""
    path: Path = tuple(fault.absolute_path)
    names = [part for part in path if isinstance(part, str)]
    where = f" in '{names[-1]}'" if names else ""
    if fault.validator == "additionalProperties":
        for key in _unknown_keys(fault):
            known = ", ".join(_schema_of(fault)["properties"])
            yield (
                lined.line((*path, key)),
                f"Key '{key}' is unknown{where}. Use one of: {known}.",
            )
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
    if fault.validator == "type":
        return f"{fault.instance!r} is no {fault.validator_value}. Quote a text, indent a list."
    return f"{fault.message}."


def _unknown_keys(fault: jsonschema.ValidationError) -> list[str]:
    instance: Any = fault.instance
    return [key for key in instance if key not in _schema_of(fault)["properties"]]


def _schema_of(fault: jsonschema.ValidationError) -> dict[str, Any]:
    schema: Any = fault.schema
    return dict(schema)


def _take_out(data: Any, fault: jsonschema.ValidationError) -> None:
    """Take a refused value out; in a list None keeps its place, since lines hang on places."""
    if fault.validator in ("required", "additionalProperties") or not fault.absolute_path:
        return
    *path, last = fault.absolute_path
    for part in path:
        data = data[part]
    if isinstance(data, dict):
        data.pop(last, None)
    else:
        data[last] = None
