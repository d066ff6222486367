"""Decide one request: what contradicts itself is settled first, then the policy speaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.policy.answer import MerchantPolicy, answer, say
from bot.policy.counterfactual import counterfactual
from bot.policy.decision import Decision
from bot.policy.impossible import Impossibility, contradictions
from bot.policy.known_facts import KnownFacts
from bot.policy.request import Request
from bot.policy.settle import settle
from bot.policy.words import ask_again_words, checking_words


def decide(policy: MerchantPolicy, request: Request) -> Decision:
    """Decide a request by a merchant's policy; raises BadInput for a fact that cannot be read."""
    facts = KnownFacts.of(request)
    found = contradictions(facts)
    if found:
        return _decide_contradiction(policy, facts, found)
    decision = answer(policy, facts)
    return replace(decision, counterfactual=counterfactual(policy, facts, decision))


def _decide_contradiction(
    policy: MerchantPolicy, facts: KnownFacts, found: Sequence[Impossibility]
) -> Decision:
    """Take what contradicts as unknown; where it matters, ask again or have the record checked."""
    involved = dict.fromkeys(name for each in found for name in each.facts)
    names = tuple(name for name in involved if facts.source(name) is not None)
    claimed = facts.claimed(names)
    doubtful = claimed or names
    settled = settle(policy.table, facts.without(doubtful))
    decision = say(policy, settled, facts)
    if not set(doubtful) & {*settled.missing, *settled.turns_on}:
        return decision
    sentences = [each.sentence for each in found]
    if claimed:
        missing = tuple(dict.fromkeys((*claimed, *settled.missing)))
        words = ask_again_words(sentences, claimed)
        return replace(_left_open(decision, words), outcome="need_facts", missing=missing)
    return replace(
        _left_open(decision, checking_words(policy.merchant, sentences)),
        outcome="review",
        because="unverified",
        missing=(),
        turns_on=names,
    )


def _left_open(decision: Decision, words: str) -> Decision:
    """Keep facts and deadlines of a decision, and nothing of its answer."""
    return replace(
        decision,
        because=None,
        leaning=None,
        amount=None,
        alternatives=(),
        clauses=(),
        clause_ids=(),
        claimed=(),
        words=words,
        next_words="",
        explanation=words,
    )
