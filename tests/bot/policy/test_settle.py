"""The engine against its own definition: every completion of what is unknown is decided."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import product as every
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from bot.policy.decision import Decision
from bot.policy.explain import trace
from bot.policy.impossible import contradictions
from bot.policy.known_facts import KnownFacts
from bot.policy.request import Request
from bot.policy.settle import settle
from bot.policy.verdict import verdict_of
from bot.values.times import iso, parse_time
from tests.bot.policy.loaded import book

ASKED = parse_time("2026-03-03T14:00:00+08:00")
RANKS = {"not_eligible": 0, "review": 1, "eligible": 2}


def _ago(**span: int) -> str:
    return iso(ASKED - timedelta(**span), "Asia/Manila")


# For each fact one value a cell, so that a product of them meets every combination.
DOMAIN: dict[str, list[Any]] = {
    "product": ["sms_credits", "premium_token", "subscription"],
    "ground": [
        *("technical_failure", "duplicate_charge", "not_received", "accidental_purchase"),
        *("unauthorised_charge", "change_of_mind"),
    ],
    "purchased_at": [_ago(days=200), _ago(hours=24, seconds=1), _ago(hours=24)],
    "messages_sent": [0, 3, 200],
    "activated": [True, False],
}
GIVEN = {"paid": "10.00", "standard_rate": "1.00", "discounted_rate": "0.90"}
GIVEN |= {"duplicate_amount": "10.00"}
RECORDS = st.fixed_dictionaries(
    {},
    optional={
        "ground_confirmed": st.booleans(),
        "abuse_flags": st.sampled_from([[], ["many refunds"]]),
        "refunded_amount": st.sampled_from(["0.00", "1.00", "10.00"]),
    },
)
ACCOUNTS = st.sampled_from(["active", "suspended", "terminated"])
COMPLETE = st.fixed_dictionaries({name: st.sampled_from(v) for name, v in DOMAIN.items()})
MANY = settings(
    deadline=None, max_examples=100, suppress_health_check=[HealthCheck.filter_too_much]
)
FEW = settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.filter_too_much])


def _request(claim: dict[str, Any], record: dict[str, Any], **other: Any) -> Request:
    raw = {"merchant": "iprog", "asked_at": iso(ASKED, "UTC"), "claim": {**GIVEN, **claim}}
    return Request.from_json({**raw, "record": record, **other})


def _is_possible(request: Request) -> bool:
    return not contradictions(KnownFacts.of(request))


def _key(decision: Decision) -> tuple[Any, ...]:
    return (decision.outcome, decision.amount)


def _completions(claim: dict[str, Any], record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every way to fill in what the claim leaves out, as far as it can be true."""
    unknown = [name for name in DOMAIN if name not in claim]
    for values in every(*(DOMAIN[name] for name in unknown)):
        whole = {**claim, **dict(zip(unknown, values, strict=True))}
        if _is_possible(_request(whole, record)):
            yield whole


@FEW
@given(COMPLETE, st.sets(st.sampled_from(sorted(DOMAIN)), max_size=4), RECORDS, ACCOUNTS)
def test_what_is_missing_is_exactly_what_can_still_change_the_answer(
    claim: dict[str, Any], dropped: set[str], record: dict[str, Any], account: str
) -> None:
    assume(_is_possible(_request(claim, record)))
    known = {name: value for name, value in claim.items() if name not in dropped}
    known["account_status"] = account
    decision = book().decide(_request(known, record))
    keys = {
        tuple(whole[name] for name in DOMAIN): _key(book().decide(_request(whole, record)))
        for whole in _completions(known, record)
    }
    outcomes = {outcome for outcome, _ in keys.values()}
    assert outcomes == {decision.outcome} or (
        len(outcomes) > 1 and decision.outcome == "need_facts"
    )
    assert set(decision.missing) == _can_change(keys)


def _can_change(keys: dict[tuple[Any, ...], tuple[Any, ...]]) -> set[str]:
    """The facts in which alone two completions with unlike answers differ."""
    return {
        name
        for one, one_key in keys.items()
        for other, other_key in keys.items()
        if one_key != other_key
        for name in [_only_difference(one, other)]
        if name is not None
    }


def _only_difference(one: tuple[Any, ...], other: tuple[Any, ...]) -> str | None:
    unlike = [name for name, a, b in zip(DOMAIN, one, other, strict=True) if a != b]
    return unlike[0] if len(unlike) == 1 else None


@MANY
@given(COMPLETE, RECORDS, ACCOUNTS, st.sampled_from(["true", "false", "unknown"]))
def test_the_diagram_decides_as_the_clauses_read_one_by_one(
    claim: dict[str, Any], record: dict[str, Any], account: str, before: str
) -> None:
    whole = {**claim, "account_status": account}
    if before != "unknown":
        whole["chargeback_before_support"] = before == "true"
    request = _request(whole, record)
    assume(_is_possible(request))
    table = book().policies["iprog"].table
    settled = settle(table, KnownFacts.of(request))
    clauses = next(t.clauses for t in table.versions if t.version is settled.version)
    applying = [
        each.clause for each in trace(table, clauses, settled.facts) if each.result == "applies"
    ]
    assert settled.is_decided
    expected = verdict_of(applying)
    assert [verdict.clauses for verdict in settled.verdicts] == [expected.clauses]


@MANY
@given(COMPLETE, st.integers(1, 60 * 24 * 3), RECORDS)
def test_a_later_request_never_comes_off_better(
    claim: dict[str, Any], minutes: int, record: dict[str, Any]
) -> None:
    sooner = _request(claim, record)
    assume(_is_possible(sooner))
    later = Request(
        "iprog", ASKED + timedelta(minutes=minutes), sooner.claim, sooner.record, proved=True
    )
    assert RANKS[book().decide(later).outcome] <= RANKS[book().decide(sooner).outcome]


@MANY
@given(COMPLETE, st.integers(0, 300), st.integers(1, 300), RECORDS)
def test_more_use_never_pays_more(
    claim: dict[str, Any], sent: int, more: int, record: dict[str, Any]
) -> None:
    requests = [_request({**claim, "messages_sent": n}, record) for n in (sent, sent + more)]
    assume(all(_is_possible(request) for request in requests))
    less_used, more_used = (book().decide(request).amount for request in requests)
    if less_used is not None and more_used is not None:
        assert more_used.money.amount <= less_used.money.amount


@MANY
@given(COMPLETE, st.sampled_from(["purchased_at", "messages_sent"]), st.integers(0, 40), RECORDS)
def test_a_more_exact_value_never_contradicts_a_decided_outcome(
    claim: dict[str, Any], name: str, width: int, record: dict[str, Any]
) -> None:
    assume(_is_possible(_request(claim, record)))
    exact = book().decide(_request(claim, record))
    wide = book().decide(_request({**claim, name: _widened(claim[name], width)}, record))
    if wide.outcome != "need_facts":
        assert wide.outcome == exact.outcome
        assert wide.amount in (None, exact.amount)


def _widened(value: Any, width: int) -> dict[str, Any]:
    if isinstance(value, int):
        return {"from": max(0, value - width), "to": value + width}
    moment = parse_time(value)
    ends = {"from": moment - timedelta(hours=width), "to": moment + timedelta(hours=width)}
    return {key: iso(min(end, ASKED), "Asia/Manila") for key, end in ends.items()}


@MANY
@given(
    COMPLETE,
    st.sets(st.sampled_from(sorted(DOMAIN)), min_size=1),
    st.sets(st.sampled_from(sorted(DOMAIN))),
    RECORDS,
)
def test_what_nobody_can_know_is_never_asked(
    claim: dict[str, Any], dropped: set[str], unknowable: set[str], record: dict[str, Any]
) -> None:
    known = {name: value for name, value in claim.items() if name not in dropped}
    request = _request(known, record, unknowable=sorted(unknowable))
    assume(_is_possible(request))
    decision = book().decide(request)
    assert not set(decision.missing) & unknowable
    assert set(decision.missing) <= dropped
    assert (decision.outcome == "need_facts") <= bool(decision.missing)
    if decision.turns_on:
        assert (decision.outcome, decision.because) == ("review", "unverified")
        assert set(decision.turns_on) <= unknowable & dropped
