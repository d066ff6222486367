"""Say what a settled request comes to: outcome, clauses, amount, deadlines and words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cached_property
from itertools import combinations

from bot.policy.amounts import AMOUNTS
from bot.policy.decision import (
    BECAUSES,
    Alternative,
    Amount,
    Deadlines,
    Decision,
    Disagreement,
)
from bot.policy.explain import trace
from bot.policy.inputs import INPUTS
from bot.policy.known_facts import KnownFacts
from bot.policy.merchant import Merchant
from bot.policy.policy import Clause, PossibleAmount, Window
from bot.policy.policy_table import PolicyTable
from bot.policy.settle import Settled, settle
from bot.policy.span import Span
from bot.policy.verdict import Verdict, conflict_between, own_amount
from bot.policy.words import EITHER_WAY, Telling, question_words, turning_words
from bot.values.business_days import end_of_business_day
from bot.values.money import Money


@dataclass(frozen=True)
class MerchantPolicy:
    """A merchant and its compiled policy."""

    merchant: Merchant
    table: PolicyTable


def answer(policy: MerchantPolicy, facts: KnownFacts) -> Decision:
    """Settle facts that do not contradict each other, and say what they come to."""
    return Saying(policy, settle(policy.table, facts), facts).decision()


class Saying:
    """One settled request on its way to a decision; `stated` are all facts that were told."""

    def __init__(self, policy: MerchantPolicy, settled: Settled, stated: KnownFacts) -> None:
        self.merchant, self.table = policy.merchant, policy.table
        self.settled, self.facts = settled, settled.facts
        self.stated = stated
        self.version = settled.version
        self.lead = self._lead()

    def decision(self) -> Decision:
        """Put the decision together."""
        if not self.settled.is_decided:
            return self._open()
        if self.settled.turns_on:
            return self._turning()
        return self._decided()

    def standing(self) -> tuple[str, str | None]:
        """Give outcome and leaning alone, without words."""
        if not self.settled.is_decided:
            return "need_facts", None
        if self.settled.turns_on:
            return "review", None
        amount = self._amount(self.lead.amount) if self.settled.has_one_amount else None
        if amount is not None and amount.money.amount <= 0:
            return "not_eligible", None
        return self.lead.outcome, self._leaning()

    def _lead(self) -> Verdict:
        """The verdict that speaks where several come to the same."""
        ranks = {because: place for place, because in enumerate(BECAUSES)}
        return min(self.settled.verdicts, key=lambda verdict: ranks.get(verdict.because or "", 0))

    def _base(self, outcome: str) -> Decision:
        return Decision(
            merchant=self.merchant.id,
            policy_version=self.version.name if self.version else None,
            outcome=outcome,
            zone=self.merchant.zone,
            missing=self.settled.missing,
            facts=self.stated.stated,
            deadlines=self._deadlines,
        )

    def _open(self) -> Decision:
        clauses = _clauses(self.settled.verdicts)
        return replace(
            self._base("need_facts"),
            words=self.sourced(question_words(self.settled.missing)),
            explanation=self._explanation(clauses),
        )

    def _turning(self) -> Decision:
        clauses = _clauses(self.settled.verdicts)
        return replace(
            self._base("review"),
            because="unverified",
            clauses=self.sections_possible(),
            clause_ids=tuple(clause.id for clause in clauses),
            alternatives=self._alternatives(_possible_amounts(self.settled.verdicts)),
            words=self.sourced(turning_words(self.merchant, self.settled.turns_on)),
            next_words=self.next_words("review"),
            turns_on=self.settled.turns_on,
            claimed=self.facts.claimed(_facts_tested(clauses)),
            explanation=self._explanation(clauses),
        )

    def _decided(self) -> Decision:
        lead = self.lead
        amount = self._amount(lead.amount) if self.settled.has_one_amount else None
        if amount is not None and amount.money.amount <= 0:
            return self._nothing_left()
        clauses = _clauses(self.settled.verdicts)
        telling = self._telling(amount, lead.amount)
        is_one = len({verdict.words for verdict in self.settled.verdicts}) == 1
        return replace(
            self._base(lead.outcome),
            because=lead.because,
            leaning=self._leaning(),
            amount=amount,
            alternatives=self._alternatives(lead.alternatives),
            clauses=self._in_order(self._sections()),
            clause_ids=tuple(clause.id for clause in clauses),
            words=self.sourced(telling.fill(lead.words if is_one else EITHER_WAY[lead.outcome])),
            next_words=telling.fill(self._next(lead, is_one=is_one)),
            claimed=telling.claimed,
            conflicts=_conflicts(self.settled.verdicts) if lead.because == "conflict" else (),
            explanation=self._explanation(clauses),
        )

    def _nothing_left(self) -> Decision:
        """What was due has been paid back already: nothing is paid twice."""
        row = next(
            clause
            for version in self.table.versions
            for clause in version.clauses
            if "paid_back" in clause.when
        )
        telling = self._telling(None, None)
        return replace(
            self._base(row.outcome),
            missing=(),
            clause_ids=(row.id,),
            words=telling.fill(row.words),
            next_words=self.next_words("not_eligible"),
            explanation=self._explanation([row]),
        )

    def _next(self, lead: Verdict, *, is_one: bool) -> str:
        own = lead.next_words if is_one else None
        return self.merchant.next_words.get(lead.outcome, "") if own is None else own

    def sourced(self, words: str) -> str:
        """Add where the information comes from, where it is not the company's own."""
        where_from = self.version.where_from if self.version else None
        return f"{words} {where_from}" if where_from else words

    def _telling(self, amount: Amount | None, formula: str | None) -> Telling:
        first = next((v.version for v in self.table.versions if v.version is not None), None)
        names = _facts_tested(_clauses(self.settled.verdicts))
        if formula is not None:
            names = (*names, *AMOUNTS[formula].facts)
        return Telling(
            merchant=self.merchant,
            first_day=first.in_force_from if first else None,
            version=self.version,
            facts=self.facts,
            deadlines=self._deadlines,
            amount=amount,
            formula=formula,
            claimed=self.facts.claimed(names),
            sections=self._in_order(self._sections()),
        )

    def next_words(self, outcome: str) -> str:
        """Say what happens next, and by when."""
        return self._telling(None, None).fill(self.merchant.next_words.get(outcome, ""))

    def sections_possible(self) -> tuple[str, ...]:
        """List the sections of all possible verdicts, in the source's order."""
        return self._in_order(n for v in self.settled.verdicts for n in v.sections)

    def _sections(self) -> frozenset[str]:
        """The sections that every possible verdict stands on, or else all of theirs."""
        sections = [verdict.sections for verdict in self.settled.verdicts]
        shared = frozenset.intersection(*sections)
        return shared or frozenset().union(*sections)

    def _in_order(self, sections: Iterable[str]) -> tuple[str, ...]:
        """Put sections into the order of the source."""
        outline = [n for v in self.table.versions if v.version for n in v.version.sections]
        return tuple(sorted(set(sections), key=outline.index))

    def _leaning(self) -> str | None:
        leanings = {verdict.leaning for verdict in self.settled.verdicts}
        return leanings.pop() if len(leanings) == 1 else None

    def _amount(self, formula: str | None) -> Amount | None:
        """Compute an amount less what was paid back already; None while it is not determined."""
        by = self._by()
        value = AMOUNTS[formula].compute(self.facts) if formula else None
        if value is None or by is None:
            return None
        left = value - (self.facts.value("refunded_amount") or Decimal(0))
        currency = self.facts.value("currency") or self.merchant.currency
        return Amount(Money(max(left, Decimal(0)), currency), by)

    def _by(self) -> str | None:
        payment = self.version.payment_of(self.facts.value("product")) if self.version else None
        return payment.by if payment else None

    def _alternatives(self, possible: Iterable[PossibleAmount]) -> tuple[Alternative, ...]:
        """Compute the possible amounts; equal ones are one, standing on the sections of all."""
        found: dict[Amount, list[PossibleAmount]] = {}
        for each in possible:
            amount = self._amount(each.formula)
            if amount is not None:
                found.setdefault(amount, []).append(each)
        return tuple(
            Alternative(
                amount,
                self._in_order(number for each in group for number in each.sections),
                "; ".join(dict.fromkeys(each.why for each in group if each.why)),
            )
            for amount, group in found.items()
        )

    @cached_property
    def _deadlines(self) -> Deadlines:
        clauses = self.lead.clauses
        ask_again = clauses[0].ask_again if len(clauses) == 1 else None
        decided = self.settled.is_decided
        return Deadlines(
            request_by=self._end_of(self.version.request_within if self.version else None),
            ask_again_at=self._latest_end_of(ask_again) if decided else None,
            answer_by=self._answer_by(),
        )

    def _answer_by(self) -> datetime | None:
        """By when the company answers; one whose policy is not known has promised nothing."""
        if self.merchant.standing != "official":
            return None
        return end_of_business_day(
            self.facts.asked_at,
            self.merchant.answer_within,
            self.merchant.zone,
            self.merchant.country,
        )

    def _end_of(self, window: Window | None) -> datetime | None:
        """The window's last instant; of a span of starts the earliest, which is safe for all."""
        if window is None:
            return None
        start: Span[datetime] = self.facts.span(window.fact)
        return None if start.start is None else start.start + timedelta(hours=window.hours)

    def _latest_end_of(self, window: Window | None) -> datetime | None:
        """The instant from which a window is over, whichever start of a span is the true one."""
        end: datetime | None = self.facts.span(window.fact).end if window else None
        return None if end is None or window is None else end + timedelta(hours=window.hours)

    def _explanation(self, clauses: Sequence[Clause]) -> str:
        return "\n".join(each.line() for each in trace(self.table, clauses, self.facts))


def _clauses(verdicts: Iterable[Verdict]) -> tuple[Clause, ...]:
    found = {clause.id: clause for verdict in verdicts for clause in verdict.clauses}
    return tuple(found.values())


def _conflicts(verdicts: Iterable[Verdict]) -> tuple[Disagreement, ...]:
    """List the declared conflicts that decided, each pair once."""
    pairs = (
        Disagreement((one.id, other.id), (one.sections, other.sections))
        for verdict in verdicts
        if verdict.because == "conflict"
        for one, other in combinations(verdict.clauses, 2)
        if conflict_between(one, other) is not None
    )
    return tuple(dict.fromkeys(pairs))


def _facts_tested(clauses: Iterable[Clause]) -> tuple[str, ...]:
    inputs = (INPUTS[name] for clause in clauses for name in clause.when)
    return tuple(dict.fromkeys(fact for each in inputs for fact in each.facts))


def _possible_amounts(verdicts: Iterable[Verdict]) -> tuple[PossibleAmount, ...]:
    """Every amount that some verdict would give or leaves possible."""
    found: dict[str, PossibleAmount] = {}
    for verdict in verdicts:
        for each in (*own_amount(verdict.amount, verdict.sections), *verdict.alternatives):
            found.setdefault(each.formula, each)
    return tuple(found.values())
