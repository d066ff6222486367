"""The engine against its own definition, where clauses wait, are told apart, and turn outcomes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product as every
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.policy.decision import Decision
from bot.policy.explain import trace
from bot.policy.known_facts import KnownFacts
from bot.policy.request import Request
from bot.policy.settle import settle
from bot.policy.verdict import verdict_of
from tests.bot.policy.loaded import book

ASKED = "2026-03-10T14:00:00+05:30"
GIVEN: dict[str, Any] = {"paid": "10.00", "duplicate_amount": "10.00"}
GIVEN |= {"support_contacted": True, "failure_cause": "unknown"}
# For each fact one value a cell, so that a product of them meets every combination.
DOMAIN: dict[str, list[Any]] = {
    "product": ["sms_credits", "setup_fee", "promotional_credits"],
    "ground": ["not_activated", "not_received", "duplicate_charge", "change_of_mind"],
    "purchased_at": ["2026-03-09T13:59:59+05:30", "2026-03-09T14:00:00+05:30"],
    "activated": [True, False],
    "promised_activation_at": ["none", "2026-03-10T13:59:59+05:30", ASKED],
    "wants_to_cancel": [True, False],
    "support_unable": [True, False],
    "messages_sent": [0, 1],
}
APART = {"support-could-not-help", "support-could-not-activate"}
COMPLETE = st.fixed_dictionaries({name: st.sampled_from(v) for name, v in DOMAIN.items()})
CONFIRMED = st.sampled_from([{}, {"ground_confirmed": True}, {"ground_confirmed": False}])


def _request(claim: dict[str, Any], record: dict[str, Any]) -> Request:
    raw = {"merchant": "interact", "asked_at": ASKED, "claim": {**GIVEN, **claim}}
    return Request.from_json({**raw, "record": record})


def _key(decision: Decision) -> tuple[Any, ...]:
    return (decision.outcome, decision.amount, bool(APART & set(decision.clause_ids)))


def _completions(claim: dict[str, Any]) -> Iterator[dict[str, Any]]:
    unknown = [name for name in DOMAIN if name not in claim]
    for values in every(*(DOMAIN[name] for name in unknown)):
        yield {**claim, **dict(zip(unknown, values, strict=True))}


@settings(deadline=None, max_examples=15)
@given(COMPLETE, st.sets(st.sampled_from(sorted(DOMAIN)), max_size=4), CONFIRMED)
def test_what_is_missing_is_exactly_what_can_still_change_the_answer(
    claim: dict[str, Any], dropped: set[str], record: dict[str, Any]
) -> None:
    known = {name: value for name, value in claim.items() if name not in dropped}
    decision = book().decide(_request(known, record))
    keys = {
        tuple(whole[name] for name in DOMAIN): _key(book().decide(_request(whole, record)))
        for whole in _completions(known)
    }
    if len({(outcome, apart) for outcome, _, apart in keys.values()}) > 1:
        assert decision.outcome == "need_facts"
    else:
        assert {outcome for outcome, *_ in keys.values()} == {decision.outcome}
    assert set(decision.missing) == _can_change(keys)


def _can_change(keys: dict[tuple[Any, ...], tuple[Any, ...]]) -> set[str]:
    """The facts in which alone two completions with unlike answers differ."""
    found = set()
    for values, key in keys.items():
        for place, name in enumerate(DOMAIN):
            for other in DOMAIN[name]:
                changed = (*values[:place], other, *values[place + 1 :])
                if keys.get(changed, key) != key:
                    found.add(name)
    return found


@settings(deadline=None, max_examples=150)
@given(COMPLETE, CONFIRMED, st.sampled_from([[], ["note"]]))
def test_the_diagram_decides_as_the_clauses_read_one_by_one(
    claim: dict[str, Any], record: dict[str, Any], flags: list[str]
) -> None:
    facts = KnownFacts.of(_request(claim, {**record, "abuse_flags": flags}))
    table = book().policies["interact"].table
    settled = settle(table, facts)
    clauses = table.versions[0].clauses
    traces = trace(table, clauses, settled.facts)
    expected = verdict_of(each.clause for each in traces if each.result == "applies")
    assert settled.is_decided
    assert [verdict.clauses for verdict in settled.verdicts] == [expected.clauses]


@settings(deadline=None, max_examples=40)
@given(COMPLETE, st.sets(st.sampled_from(sorted(DOMAIN))), CONFIRMED)
def test_what_is_on_record_asks_nothing_and_pays_nothing(
    claim: dict[str, Any], dropped: set[str], record: dict[str, Any]
) -> None:
    known = {name: value for name, value in claim.items() if name not in dropped}
    decision = book().decide(_request(known, {**record, "abuse_flags": ["note"]}))
    assert decision.missing == ()
    assert decision.outcome == "not_eligible" or decision.because == "abuse"
