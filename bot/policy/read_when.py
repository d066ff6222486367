"""Read the tests of a clause's `when`.

A test is a word or a list of words, `{not: …}` of them, a number, or limits to a number such as
`{at_most: 24}`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

from bot.policy.faults import Faults
from bot.policy.inputs import INPUTS, Input
from bot.policy.policy import OneOf, Test, Within
from bot.policy.yaml_lines import LinedYaml, Path

_LIMITS = ("at_least", "more_than", "at_most", "less_than")
_SECONDS = 3600


def read_when(
    faults: Faults, lined: LinedYaml, raw: Mapping[str, Any], path: Path
) -> dict[str, Test]:
    """Read all tests of a clause; those that cannot be read are added to the faults."""
    tests = {}
    for name, value in raw.items():
        sentence = _fault_of(name, value)
        if sentence is None:
            tests[name] = _read(INPUTS[name], value)
        else:
            faults.add(lined.line((*path, name)), sentence)
    return tests


def _fault_of(name: str, raw: Any) -> str | None:
    if name not in INPUTS:
        return f"Fact '{name}' is unknown. Use one of: {', '.join(INPUTS)}."
    if INPUTS[name].kind == "choice":
        return _choice_fault(INPUTS[name], raw)
    limits = _limits(raw)
    if not limits or not set(limits) <= set(_LIMITS) or None in _numbers(INPUTS[name], limits):
        return (
            f"'{raw}' is no test of the number '{name}'. "
            f"Write a number, or limits such as {{at_most: 24}} with {', '.join(_LIMITS)}."
        )
    return None


def _choice_fault(input_: Input, raw: Any) -> str | None:
    # In Python True is 1; in a policy file it is not.
    wrong = [each for each in _words(raw) if not any(_is_same(each, c) for c in input_.choices)]
    if not wrong:
        return None
    choices = ", ".join(str(choice).lower() for choice in input_.choices)
    return f"'{wrong[0]}' is no value of '{input_.name}'. Use one of: {choices}."


def _is_same(one: Any, other: Any) -> bool:
    return type(one) is type(other) and bool(one == other)


def _read(input_: Input, raw: Any) -> Test:
    if input_.kind == "choice":
        return OneOf(frozenset(_words(raw)), _is_negated(raw))
    limits = _limits(raw)
    numbers = dict(zip(limits, _numbers(input_, limits), strict=True))
    return Within(
        low=numbers.get("more_than", numbers.get("at_least")),
        low_included="more_than" not in numbers,
        high=numbers.get("less_than", numbers.get("at_most")),
        high_included="less_than" not in numbers,
    )


def _is_negated(raw: Any) -> bool:
    return isinstance(raw, dict) and set(raw) == {"not"}


def _words(raw: Any) -> list[Any]:
    words = raw["not"] if _is_negated(raw) else raw
    return words if isinstance(words, list) else [words]


def _limits(raw: Any) -> dict[str, Any]:
    return raw if isinstance(raw, dict) else {"at_least": raw, "at_most": raw}


def _numbers(input_: Input, limits: Mapping[str, Any]) -> list[Any]:
    """Read the limits' numbers, None for what is none: hours as spans of time, counts whole."""
    return [_number(input_, value) for value in limits.values()]


def _number(input_: Input, value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        return None
    if input_.kind == "hours":
        return timedelta(seconds=int(value * _SECONDS))
    if input_.kind == "count":
        return value if isinstance(value, int) else None
    return Decimal(value)
