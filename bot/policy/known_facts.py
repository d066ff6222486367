"""What is known when a request is decided: the record over the claim, and what may be presumed.

A fact is exact, a span, unknown, or unknowable (asked, and the customer cannot say).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

from bot.policy.decision import StatedFact
from bot.policy.facts import FACTS, FactValue, parse_fact
from bot.policy.request import Request
from bot.policy.span import Span
from bot.values.json_value import JsonValue


@dataclass(frozen=True)
class KnownFacts:
    """The facts of one request, as one version of a policy reads them.

    Attributes:
        asked_at: when the refund was first asked for.
        stated: what the claim and the record say, in JSON form with its source.
        values: the same, read.
        unknowable: what was asked and the customer cannot know.
        presumed: what the version takes to be so while nobody says otherwise.
        read_as: grounds that the version judges as another ground.
        purchase_within: the part of time in which this version was the one in force.
        in_force: whether any version was.
    """

    asked_at: datetime
    stated: Mapping[str, StatedFact]
    values: Mapping[str, FactValue]
    unknowable: frozenset[str] = frozenset()
    presumed: Mapping[str, FactValue] = field(default_factory=dict)
    read_as: Mapping[str, str] = field(default_factory=dict)
    purchase_within: Span[datetime] = field(default_factory=Span)
    in_force: bool = True

    @classmethod
    def of(cls, request: Request) -> KnownFacts:
        """Read a request's facts; raises BadInput for a fact that cannot be read."""
        stated = _stated(request)
        values = {name: parse_fact(name, fact.value) for name, fact in stated.items()}
        return cls(request.asked_at, stated, values, request.unknowable)

    def as_read(
        self,
        presumed: Mapping[str, FactValue] = MappingProxyType({}),
        read_as: Mapping[str, str] = MappingProxyType({}),
        *,
        within: Span[datetime],
        in_force: bool = True,
    ) -> KnownFacts:
        """Read the same facts as one version of a policy does."""
        return KnownFacts(
            self.asked_at,
            self.stated,
            self.values,
            self.unknowable,
            presumed,
            read_as,
            within,
            in_force,
        )

    def value(self, name: str) -> Any:
        """Return the one value that a fact has, else None."""
        value = self.values.get(name)
        if value is None and name not in self.unknowable:
            value = self.presumed.get(name)
        return value.exact if type(value) is Span else value

    def span(self, name: str) -> Span[Any]:
        """Return the values that a count, a time or a decimal can have."""
        value = self.values.get(name)
        return value if isinstance(value, Span) else Span.of(None if value == "none" else value)

    def is_askable(self, name: str) -> bool:
        """Tell whether asking the customer could tell more than is known."""
        spec = FACTS[name]
        return not spec.record_only and name not in self.unknowable and self.value(name) is None

    def without(self, names: Iterable[str]) -> KnownFacts:
        """Forget facts, as if nobody had stated them."""
        gone = frozenset(names)
        return replace(
            self,
            stated={name: fact for name, fact in self.stated.items() if name not in gone},
            values={name: value for name, value in self.values.items() if name not in gone},
        )

    def claimed(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return those of the facts that only the customer has stated, each once."""
        return tuple(name for name in dict.fromkeys(names) if self.source(name) == "claimed")

    def source(self, name: str) -> str | None:
        """Return "claimed" or "record", or None for a fact that nobody has stated."""
        return self.stated[name].source if name in self.stated else None


def _stated(request: Request) -> dict[str, StatedFact]:
    claim = {name: value for name, value in request.claim.items() if _is_claimable(name)}
    record = (request.record or {}) if request.proved else {}
    return {**_from(claim, "claimed"), **_from(record, "record")}


def _is_claimable(name: str) -> bool:
    return name not in FACTS or not FACTS[name].record_only


def _from(facts: Mapping[str, JsonValue], source: str) -> dict[str, StatedFact]:
    return {n: StatedFact(value, source) for n, value in facts.items() if value is not None}
