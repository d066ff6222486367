"""What a policy answers: the outcome with its clauses, amount, deadlines and words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.values.json_value import JsonValue
from bot.values.money import Money
from bot.values.times import iso

OUTCOMES = ("eligible", "review", "not_eligible", "wait", "elsewhere", "need_facts")
# In the order in which one is named where several would do: what can be looked up comes first.
BECAUSES = ("unverified", "unclear", "conflict", "discretion", "no_policy", "abuse")
LEANINGS = ("favourable", "unfavourable")


@dataclass(frozen=True)
class Amount:
    """An amount and the way in which it is paid, such as "gcash"."""

    money: Money
    by: str

    def to_json(self) -> dict[str, str]:
        """Give `{"value", "currency", "by"}`."""
        return {**self.money.to_json(), "by": self.by}


@dataclass(frozen=True)
class Alternative:
    """A possible amount of a case that a person decides, with the sections it stands on."""

    amount: Amount
    clauses: tuple[str, ...]
    why: str

    def to_json(self) -> dict[str, Any]:
        """Give `{"amount", "clauses", "why"}`."""
        return {
            "amount": self.amount.to_json(),
            "clauses": list(self.clauses),
            "why": self.why,
        }


@dataclass(frozen=True)
class Deadlines:
    """The instants that a decision names; None where there is none."""

    request_by: datetime | None = None
    ask_again_at: datetime | None = None
    answer_by: datetime | None = None
    paid_by: datetime | None = None

    def to_json(self, zone: str) -> dict[str, str | None]:
        """Give each with the offset of the merchant's zone."""
        return {
            name: None if moment is None else iso(moment, zone)
            for name, moment in (
                ("request_by", self.request_by),
                ("ask_again_at", self.ask_again_at),
                ("answer_by", self.answer_by),
                ("paid_by", self.paid_by),
            )
        }


@dataclass(frozen=True)
class StatedFact:
    """A fact in its JSON form, and whether it is "claimed" or on "record"."""

    value: JsonValue
    source: str


@dataclass(frozen=True)
class Disagreement:
    """Two clauses that both apply and are declared to be in conflict, each with its sections."""

    clauses: tuple[str, str]
    sections: tuple[tuple[str, ...], tuple[str, ...]]

    def to_json(self) -> dict[str, Any]:
        """Give `{"clauses": [id, id], "sections": [[number, …], [number, …]]}`."""
        return {"clauses": list(self.clauses), "sections": [list(each) for each in self.sections]}


@dataclass(frozen=True)
class Decision:
    """The answer to one request.

    Beside the keys of the JSON form: `clause_ids` (rows of the policy file), `words` and
    `next_words` (what the customer reads: the decision, and what happens next and by when),
    `claimed` (facts the decision rests on that only the customer has stated), `turns_on`
    (unknowable or contradictory facts that leave it to a person) and `conflicts` (pairs of clauses
    whose disagreement leaves it to one). `explanation` is for staff.
    """

    merchant: str
    policy_version: str | None
    outcome: str
    zone: str
    because: str | None = None
    leaning: str | None = None
    amount: Amount | None = None
    alternatives: tuple[Alternative, ...] = ()
    clauses: tuple[str, ...] = ()
    clause_ids: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    facts: Mapping[str, StatedFact] = field(default_factory=dict)
    deadlines: Deadlines = field(default_factory=Deadlines)
    explanation: str = ""
    counterfactual: str | None = None
    words: str = ""
    next_words: str = ""
    claimed: tuple[str, ...] = ()
    turns_on: tuple[str, ...] = ()
    conflicts: tuple[Disagreement, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Give the decision in the form that `refunds decide` prints."""
        return {
            "merchant": self.merchant,
            "policy_version": self.policy_version,
            "outcome": self.outcome,
            "because": self.because,
            "leaning": self.leaning,
            "amount": self.amount.to_json() if self.amount else None,
            "alternatives": [each.to_json() for each in self.alternatives],
            "clauses": list(self.clauses),
            "missing": list(self.missing),
            "facts": {
                name: {"value": fact.value, "source": fact.source}
                for name, fact in self.facts.items()
            },
            "deadlines": self.deadlines.to_json(self.zone),
            "explanation": self.explanation,
            "counterfactual": self.counterfactual,
            "words": self.words,
            "next_words": self.next_words,
            "claimed": list(self.claimed),
            "turns_on": list(self.turns_on),
            "conflicts": [each.to_json() for each in self.conflicts],
        }
