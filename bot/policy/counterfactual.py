"""What would change the answer for the better: the nearest change that can still come, or is past.

It is an earlier or a later request, support being asked, cancelling, or the records confirming
what was said; never another story to tell. Each is said only after deciding it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.policy.answer import MerchantPolicy, Saying
from bot.policy.decision import Decision, StatedFact
from bot.policy.facts import FactValue
from bot.policy.impossible import contradictions
from bot.policy.known_facts import KnownFacts
from bot.policy.policy import Window
from bot.policy.settle import settle
from bot.policy.words import possessive
from bot.values.due_words import due_words
from bot.values.times import span_words, time_words

# From worst to best; what still needs facts could come to anything.
_RANKS = {"not_eligible": 0, "wait": 1, "elsewhere": 1, "review": 2, "eligible": 3, "need_facts": 3}
_LEANINGS = {"unfavourable": -1, None: 0, "favourable": 1}
_FOLLOWS = {
    "eligible": "the refund is due",
    "review": "a person at {merchant} can decide on it",
    "need_facts": "it can be looked at again",
    "wait": "it can be asked for later",
    "elsewhere": "somebody else can refund it",
}
_MOMENT = timedelta(seconds=1)
# The reasons that are about a failure, whose cause the records can show.
_FAILURES = ("technical_failure", "downtime", "access_problem")


@dataclass(frozen=True)
class _Change:
    """Facts that can still come true; `words` say how, `is_open` whether they still can."""

    facts: Mapping[str, FactValue]
    source: str
    words: str
    is_open: Callable[[KnownFacts], bool]


_CHANGES = (
    _Change(
        {"support_contacted": True, "support_unable": True},
        "claimed",
        "if support is asked and cannot solve it",
        lambda facts: facts.value("support_unable") is not True,
    ),
    _Change(
        {"wants_to_cancel": True},
        "claimed",
        "if it is cancelled before it is active",
        lambda facts: facts.value("wants_to_cancel") is False,
    ),
    _Change(
        {"ground_confirmed": True},
        "record",
        "if {merchant}'s records confirm what happened",
        lambda facts: (
            facts.value("ground") is not None and facts.source("ground_confirmed") is None
        ),
    ),
    # The cause is for the records to say; nobody is told to claim another one.
    _Change(
        {"failure_cause": "merchant", "ground_confirmed": True},
        "record",
        "if {merchant}'s records show that the failure was on its own side",
        lambda facts: (
            facts.value("ground") in _FAILURES
            and facts.value("failure_cause") not in (None, "merchant")
        ),
    ),
)


def counterfactual(policy: MerchantPolicy, facts: KnownFacts, decision: Decision) -> str | None:
    """Say the nearest change that comes off better, or None."""
    if decision.outcome in ("eligible", "need_facts"):
        return None
    found = (*_sooner(policy, facts, decision), *_later(policy, facts, decision))
    return next(iter(found), None) or next(_changed(policy, facts, decision), None)


def _sooner(policy: MerchantPolicy, facts: KnownFacts, decision: Decision) -> Iterator[str]:
    """Say until when a request was in time and how much later it came, if that decided."""
    window = _window(policy, decision)
    bought = facts.span(window.fact) if window else None
    if window is None or bought is None or bought.end is None:
        return
    limit = bought.end + timedelta(hours=window.hours)
    if facts.asked_at > limit and _better(policy, replace(facts, asked_at=limit), decision):
        latest = " at the latest" if bought.exact is None else ""
        late = span_words(facts.asked_at - limit)
        yield f"in time until {_time(policy, limit)}{latest}; asked {late} later"


def _window(policy: MerchantPolicy, decision: Decision) -> Window | None:
    versions = (v.version for v in policy.table.versions if v.version is not None)
    named = (v for v in versions if v.name == decision.policy_version)
    return next((version.request_within for version in named), None)


def _later(policy: MerchantPolicy, facts: KnownFacts, decision: Decision) -> Iterator[str]:
    """Say after which instant it can be asked again, where it is too early."""
    again = decision.deadlines.ask_again_at
    if again is not None:
        told = _better(policy, replace(facts, asked_at=again + _MOMENT), decision)
        if told:
            due = due_words(again, policy.merchant.zone, policy.merchant.zone_words)
            yield f"after {due} {_follows(policy, told)}"


def _changed(policy: MerchantPolicy, facts: KnownFacts, decision: Decision) -> Iterator[str]:
    for change in _CHANGES:
        if change.is_open(facts):
            told = _better(policy, _with(facts, change), decision)
            if told:
                words = change.words.format(merchant=policy.merchant.name)
                yield possessive(f"{words}, {_follows(policy, told)}", policy.merchant.name)


def _with(facts: KnownFacts, change: _Change) -> KnownFacts:
    stated = {name: StatedFact(str(value), change.source) for name, value in change.facts.items()}
    return replace(
        facts,
        stated={**facts.stated, **stated},
        values={**facts.values, **change.facts},
    )


def _better(policy: MerchantPolicy, facts: KnownFacts, decision: Decision) -> str | None:
    """Decide the changed facts, and give the outcome where it is better.

    What had not happened then could not have been the reason, so facts that contradict give None.
    """
    if contradictions(facts):
        return None
    outcome, leaning = Saying(policy, settle(policy.table, facts), facts).standing()
    is_better = _rank(outcome, leaning) > _rank(decision.outcome, decision.leaning)
    return outcome if is_better else None


def _rank(outcome: str, leaning: str | None) -> tuple[int, int]:
    return _RANKS[outcome], _LEANINGS[leaning]


def _follows(policy: MerchantPolicy, outcome: str) -> str:
    return _FOLLOWS[outcome].format(merchant=policy.merchant.name)


def _time(policy: MerchantPolicy, moment: datetime) -> str:
    return time_words(moment, policy.merchant.zone, policy.merchant.zone_words)
