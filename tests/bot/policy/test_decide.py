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
