"""What would have changed the answer: so far, an earlier request.

It names what lay ahead, never a fact to claim instead, and is said only after deciding it: the
same facts, asked at the last instant of the window, must come off better.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.policy.answer import MerchantPolicy, answer
from bot.policy.decision import Decision
from bot.policy.impossible import contradictions
from bot.policy.known_facts import KnownFacts
from bot.policy.policy import PolicyVersion
from bot.values.times import span_words, time_words

# From worst to best; what still needs facts could have come to anything.
_RANKS = {"not_eligible": 0, "wait": 1, "elsewhere": 1, "review": 2, "eligible": 3, "need_facts": 3}


def counterfactual(policy: MerchantPolicy, facts: KnownFacts, decision: Decision) -> str | None:
    """Say until when a request was in time and how much later it came, if that decided."""
    version = next(
        (v.version for v in policy.table.versions if _is(v.version, decision.policy_version)), None
    )
    if version is None or version.request_within is None or decision.outcome == "need_facts":
        return None
    bought = facts.span(version.request_within.fact)
    if bought.end is None:
        return None
    limit = bought.end + timedelta(hours=version.request_within.hours)
    if facts.asked_at <= limit or not _is_better(policy, replace(facts, asked_at=limit), decision):
        return None
    merchant = policy.merchant
    until = time_words(limit, merchant.zone, merchant.zone_words)
    latest = " at the latest" if bought.exact is None else ""
    return f"in time until {until}{latest}; asked {span_words(facts.asked_at - limit)} later"


def _is(version: PolicyVersion | None, name: str | None) -> bool:
    return version is not None and version.name == name


def _is_better(policy: MerchantPolicy, earlier: KnownFacts, decision: Decision) -> bool:
    """Decide the earlier request; what had not happened then could not have been its reason."""
    if contradictions(earlier):
        return False
    return _RANKS[answer(policy, earlier).outcome] > _RANKS[decision.outcome]
