"""Explain a decision as a whole: every clause in order, each test with its value and source.

`refunds decide --explain` prints it; staff read it when they ask "why not?".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.policy.answer import MerchantPolicy
from bot.policy.decide import decide
from bot.policy.decision import Decision
from bot.policy.explain import ClauseTrace, trace
from bot.policy.known_facts import KnownFacts
from bot.policy.request import Request
from bot.policy.settle import settle
from bot.policy.verdict import not_overridden

_MARKS = {"held": "+", "failed": "-", "open": "?"}


@dataclass(frozen=True)
class Explanation:
    """A decision, and what each clause of its version made of the facts.

    Attributes:
        decision: what was decided.
        traces: every clause of the version that was in force, in the file's order.
        overridden: by id, the clauses that apply and do not count, and by which others.
    """

    decision: Decision
    traces: tuple[ClauseTrace, ...]
    overridden: Mapping[str, tuple[str, ...]]

    def to_json(self) -> dict[str, Any]:
        """Give `{"decision": …, "clauses": [{"id", "sections", "result", "tests": […]}, …]}`."""
        return {
            "decision": self.decision.to_json(),
            "clauses": [self._clause(each) for each in self.traces],
        }

    def to_text(self) -> str:
        """Say it in lines: a clause, then its tests, marked + held, - failed, ? open."""
        because = f", {self.decision.because}" if self.decision.because else ""
        lines = [
            f"{self.decision.merchant} {self.decision.policy_version or 'no version'}: "
            f"{self.decision.outcome}{because}",
            self.decision.words,
        ]
        if self.decision.counterfactual:
            lines.append(f"Counterfactual: {self.decision.counterfactual}.")
        for each in self.traces:
            lines.append(self._headline(each))
            lines += [f"    {_MARKS[t.result]} {t.line()}; wants {t.wants}" for t in each.tests]
        return "\n".join(lines)

    def _headline(self, each: ClauseTrace) -> str:
        sections = f" [{', '.join(each.clause.sections)}]" if each.clause.sections else ""
        by = self.overridden.get(each.clause.id, ())
        told = f", but {' and '.join(by)} comes before it" if by else ""
        decides = " and decides" if each.clause.id in self.decision.clause_ids else ""
        return f"{each.clause.id}{sections}: {each.result}{told}{decides}"

    def _clause(self, each: ClauseTrace) -> dict[str, Any]:
        return {
            "id": each.clause.id,
            "sections": list(each.clause.sections),
            "outcome": each.clause.outcome,
            "result": each.result,
            "decides": each.clause.id in self.decision.clause_ids,
            "overridden_by": list(self.overridden.get(each.clause.id, ())),
            "tests": [
                {"input": t.input, "wants": t.wants, "value": t.value, "result": t.result}
                for t in each.tests
            ],
        }


def explain(policy: MerchantPolicy, request: Request) -> Explanation:
    """Decide a request and explain it; raises BadInput for a fact that cannot be read."""
    settled = settle(policy.table, KnownFacts.of(request))
    version = next(v for v in policy.table.versions if v.version is settled.version)
    traces = tuple(trace(policy.table, version.clauses, settled.facts))
    return Explanation(decide(policy, request), traces, _overridden(traces))


def _overridden(traces: Sequence[ClauseTrace]) -> dict[str, tuple[str, ...]]:
    """Say of each clause that applies and does not stand which others come before it."""
    applying = [each.clause for each in traces if each.result == "applies"]
    looking = [clause for clause in applying if clause.turns]
    standing = not_overridden([clause for clause in applying if not clause.turns])
    found = {}
    for clause in applying:
        if clause not in standing and not clause.turns:
            found[clause.id] = tuple(o.id for o in standing if clause.id in o.overrides)
        elif not clause.turns:
            found[clause.id] = tuple(o.id for o in looking if clause.outcome in o.turns)
    return {name: by for name, by in found.items() if by}
