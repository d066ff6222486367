"""Whatever is claimed or on record, in whatever form, there is an answer, and it is whole."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import BadInput
from bot.policy.decision import BECAUSES, OUTCOMES
from bot.policy.facts import FACTS, FactSpec
from bot.policy.request import Request
from tests.bot.policy.loaded import MERCHANTS, book

ASKED = "2026-03-03T14:00:00+08:00"
TIMES = st.datetimes(
    datetime(2025, 11, 20),  # noqa: DTZ001 - hypothesis adds the zone.
    datetime(2026, 3, 10),  # noqa: DTZ001 - the same.
    timezones=st.just(timezone(timedelta(hours=8))),
).map(datetime.isoformat)
COUNTS = st.integers(0, 300)


def _spans(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    ends = st.tuples(values, values).map(sorted)
    whole = ends.map(lambda pair: {"from": pair[0], "to": pair[1]})
    return st.one_of(values, whole, values.map(lambda v: {"from": v, "to": None}))


def _values(spec: FactSpec) -> st.SearchStrategy[Any]:
    amounts = st.decimals(0, 2000, places=2).map(str)
    return {
        "text": st.just("PHP" if spec.name == "currency" else "some text"),
        "choice": st.sampled_from(spec.choices or ("",)),
        "decimal": amounts,
        "count": _spans(COUNTS),
        "time": _spans(TIMES),
        "flag": st.booleans(),
        "texts": st.lists(st.just("note"), max_size=1),
    }[spec.kind]


FACTS_OF_ALL_KINDS = st.fixed_dictionaries(
    {"product": st.sampled_from(["sms_credits", "premium_token"])},
    optional={name: _values(spec) for name, spec in FACTS.items() if name != "product"},
)


@pytest.mark.parametrize("merchant", MERCHANTS)
@settings(deadline=None, max_examples=150)
@given(
    FACTS_OF_ALL_KINDS,
    st.one_of(st.none(), FACTS_OF_ALL_KINDS),
    st.lists(st.sampled_from(sorted(FACTS)), max_size=4),
    st.booleans(),
)
def test_any_request_gets_a_whole_answer(
    merchant: str,
    claim: dict[str, Any],
    record: dict[str, Any] | None,
    unknowable: list[str],
    proved: Any,
) -> None:
    raw = {"merchant": merchant, "asked_at": ASKED, "claim": claim, "record": record}
    request = Request.from_json({**raw, "unknowable": unknowable, "proved": proved})
    decision = book().decide(request)
    told = json.loads(json.dumps(decision.to_json()))
    assert told["outcome"] in OUTCOMES
    assert (told["outcome"] == "review") == (told["because"] in BECAUSES)
    assert told["words"]
    assert "{" not in told["words"] + told["next_words"]
    assert (told["outcome"] == "need_facts") <= bool(told["missing"])
    assert not set(told["missing"]) & set(unknowable)
    assert not any(FACTS[name].record_only for name in told["missing"])
    if not proved:
        assert {fact["source"] for fact in told["facts"].values()} == {"claimed"}
    if book().merchants[merchant].standing == "third_party":
        assert told["outcome"] in ("review", "elsewhere", "need_facts")
        assert told["clauses"] == []
        assert "Chargeback" in told["words"]
        assert told["deadlines"]["answer_by"] is None


def test_without_proof_the_record_changes_nothing_at_all() -> None:
    raw = {"merchant": "iprog", "asked_at": ASKED, "claim": {"product": "sms_credits"}}
    record = {"messages_sent": 3, "abuse_flags": ["note"], "purchased_at": ASKED}
    unproved = Request.from_json({**raw, "record": record, "proved": False})
    assert book().decide(unproved) == book().decide(Request.from_json({**raw, "record": None}))


def test_a_merchant_that_is_not_known_is_named() -> None:
    with pytest.raises(BadInput, match="Merchant 'nobody' is unknown"):
        book().decide(Request.from_json({"merchant": "nobody", "asked_at": ASKED, "claim": {}}))


USED_BEFORE_ACTIVE = {"product": "premium_token", "activated": False, "messages_sent": 3}
USED_BEFORE_ACTIVE |= {"paid": "10.00", "ground": "unused", "purchased_at": ASKED}


def _decide(claim: dict[str, Any], **other: Any) -> Any:
    raw = {"merchant": "iprog", "asked_at": ASKED, "claim": claim, **other}
    return book().decide(Request.from_json(raw))


def test_claims_that_contradict_are_asked_again_with_what_else_is_missing() -> None:
    decision = _decide(USED_BEFORE_ACTIVE)
    assert decision.outcome == "need_facts"
    assert decision.missing[:2] == ("activated", "messages_sent")
    assert decision.words == (
        "Something does not fit together: messages were sent with a token that was never "
        "activated. Please tell me again whether it was activated and how many messages you sent "
        "from this purchase."
    )
    assert (decision.clauses, decision.clause_ids, decision.claimed) == ((), (), ())
    assert (decision.amount, decision.next_words) == (None, "")


def test_claims_that_contradict_and_nobody_can_know_are_checked_by_a_person() -> None:
    decision = _decide(USED_BEFORE_ACTIVE, unknowable=["activated", "messages_sent"])
    assert (decision.outcome, decision.because) == ("review", "unverified")
    assert decision.turns_on == ("activated", "messages_sent")
    assert decision.missing == ()
    assert decision.words == (
        "The answer turns on whether it was activated and how many messages you sent from this "
        "purchase. IPROG TECH can look that up in its records, so a person there has to check it "
        "before anybody can say."
    )
    assert decision.next_words == (
        "IPROG TECH answers by the end of Tue 10 Mar 2026, Philippine time (UTC+8)."
    )


def test_claims_that_contradict_where_it_does_not_matter_are_let_be() -> None:
    decision = _decide({**USED_BEFORE_ACTIVE, "account_status": "suspended"})
    assert (decision.outcome, decision.missing) == ("not_eligible", ())
    assert decision.clause_ids == ("account-closed",)


def test_two_contradictions_are_told_together() -> None:
    claim = {**USED_BEFORE_ACTIVE, "purchased_at": "2026-03-03T14:00:01+08:00"}
    decision = _decide(claim)
    assert decision.missing[:3] == ("purchased_at", "activated", "messages_sent")
    assert "after the request; messages were sent with" in decision.words


def test_records_that_contradict_twice_are_told_together() -> None:
    record = {**USED_BEFORE_ACTIVE, "discounted_rate": "2.00", "standard_rate": "1.00"}
    decision = _decide({}, record={**record, "purchased_at": "2026-03-03T14:00:01+08:00"})
    assert decision.words == (
        "IPROG TECH's records do not fit together here: the purchase comes after the request; "
        "messages were sent with a token that was never activated; the discounted price is above "
        "the standard one. A person there has to check them before anybody can say."
    )
