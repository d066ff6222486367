"""What one message was understood to say."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.values.json_value import JsonValue


@dataclass(frozen=True)
class Understanding:
    """The facts in one message, and what the message leaves open.

    `facts` are certain enough to be used. `readings` hold two or more values of one fact,
    of which the customer must choose (03/04). `unknowable` names what the customer says they
    cannot tell, `withdrawn` what they take back. `swaps` are corrections that name no fact
    ("500 not 5000"), as (new, old): whoever knows the case knows which fact had the old value.
    `future` names what is said to have happened at a time that lies ahead, which it cannot have.
    """

    facts: dict[str, JsonValue] = field(default_factory=dict)
    readings: dict[str, list[JsonValue]] = field(default_factory=dict)
    unknowable: frozenset[str] = frozenset()
    withdrawn: frozenset[str] = frozenset()
    swaps: tuple[tuple[str, str], ...] = ()
    future: frozenset[str] = frozenset()
