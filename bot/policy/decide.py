"""Decide one request: what contradicts itself is settled first, then the policy speaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.policy.answer import MerchantPolicy, Saying, answer
from bot.policy.counterfactual import counterfactual
from bot.policy.decision import Decision
from bot.policy.impossible import Impossibility, contradictions
from bot.policy.known_facts import KnownFacts
from bot.policy.request import Request
from bot.policy.settle import settle
from bot.policy.words import ask_again_words, checking_words, turning_words


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
    claimed = facts.claimed(_involved(facts, found))
    on_record = contradictions(facts.without(claimed))
    recorded = _involved(facts, on_record)
    settled = settle(policy.table, facts.without({*claimed, *recorded}))
    saying = Saying(policy, settled, facts)
    matters = {*settled.missing, *settled.turns_on}
    if matters & {*recorded}:
        words = checking_words(policy.merchant, _sentences(on_record))
        return _for_a_person(saying, words, recorded)
    if not matters & {*claimed}:
        return saying.decision()
    askable = tuple(name for name in claimed if name not in facts.unknowable)
    if not askable:
        return _for_a_person(saying, turning_words(policy.merchant, claimed), claimed)
    words = saying.sourced(ask_again_words(_sentences(found), askable))
    missing = tuple(dict.fromkeys((*askable, *settled.missing)))
    return replace(_left_open(saying.decision(), words), outcome="need_facts", missing=missing)


def _involved(facts: KnownFacts, found: Sequence[Impossibility]) -> tuple[str, ...]:
    """List the facts that contradict, as far as they are stated."""
    names = dict.fromkeys(name for each in found for name in each.facts)
    return tuple(name for name in names if facts.source(name) is not None)


def _sentences(found: Sequence[Impossibility]) -> list[str]:
    return [each.sentence for each in found]


def _for_a_person(saying: Saying, words: str, names: tuple[str, ...]) -> Decision:
    return replace(
        _left_open(saying.decision(), saying.sourced(words)),
        outcome="review",
        because="unverified",
        clauses=saying.sections_possible(),
        missing=(),
        turns_on=names,
        next_words=saying.next_words("review"),
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
