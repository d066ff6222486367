"""Every clause is explained, in order, with what it looked at."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from bot.policy.explain import trace
from bot.policy.known_facts import KnownFacts
from bot.policy.policy import Within
from bot.policy.request import Request
from tests.bot.policy.loaded import book

ASKED = "2026-03-03T14:00:00+08:00"
LATE = {
    "product": "sms_credits",
    "ground": "accidental_purchase",
    "messages_sent": 0,
    "paid": "10.00",
    "purchased_at": "2026-03-02T13:00:00+08:00",
}


def _explain(claim: dict[str, Any], merchant: str = "iprog", **other: Any) -> Any:
    raw = {"merchant": merchant, "asked_at": ASKED, "claim": claim, **other}
    return book().explain(Request.from_json(raw))


def test_every_clause_of_the_version_is_there_in_the_order_of_the_file() -> None:
    told = _explain(LATE).to_json()
    version = book().policies["iprog"].table.versions[-1]
    assert [each["id"] for each in told["clauses"]] == [clause.id for clause in version.clauses]
    assert json.loads(json.dumps(told)) == told
    assert (
        told["decision"]
        == book()
        .decide(Request.from_json({"merchant": "iprog", "asked_at": ASKED, "claim": LATE}))
        .to_json()
    )


def test_a_test_says_what_it_wants_and_what_it_found_and_where() -> None:
    clauses = {each["id"]: each for each in _explain(LATE).to_json()["clauses"]}
    assert clauses["unused-topup"]["result"] == "does not apply"
    assert {
        "input": "hours_since_purchase",
        "wants": "at most 24 h",
        "value": "25 h (claimed)",
        "result": "failed",
    } in clauses["unused-topup"]["tests"]
    assert clauses["late-topup"]["decides"]


def test_a_clause_that_applies_and_does_not_count_names_what_comes_before_it() -> None:
    clauses = {each["id"]: each for each in _explain(LATE).to_json()["clauses"]}
    assert clauses["user-error"]["result"] == "applies"
    assert clauses["user-error"]["overridden_by"] == ["late-topup"]
    assert not clauses["user-error"]["decides"]


def test_what_looks_at_the_outcome_is_named_too() -> None:
    record = {"ground": "duplicate_charge", "ground_confirmed": True, "abuse_flags": ["note"]}
    told = _explain({"messages_sent": 0}, "interact", record=record).to_json()
    clauses = {each["id"]: each for each in told["clauses"]}
    assert clauses["charged-twice"]["overridden_by"] == ["on-record"]
    assert clauses["on-record"]["decides"]


def test_the_text_has_a_line_a_clause_and_a_line_a_test() -> None:
    text = _explain({**LATE, "messages_sent": None}).to_text()
    assert text.startswith("iprog 2025-11-30: not_eligible\n")
    assert "late-topup [1, 5]: applies and decides" in text
    assert "    + hours since purchase is 25 h (claimed); wants more than 24 h" in text
    assert "    ? messages sent is unknown; wants at least 1" in text


@pytest.mark.parametrize(
    ("purchased_at", "value"),
    [
        ("2026-03-03T14:00:00+08:00", "0 h (claimed)"),
        ("2026-03-03T13:57:56+08:00", "2 min 4 s (claimed)"),
        ("2026-03-02T13:59:59+08:00", "24 h 1 s (claimed)"),
        ({"from": "2026-03-03T12:00:00+08:00", "to": None}, "between 0 h and 2 h (claimed)"),
        (
            {"from": "2026-03-03T12:00:00+08:00", "to": "2026-03-03T12:30:00+08:00"},
            "between 1 h 30 min and 2 h (claimed)",
        ),
    ],
)
def test_a_span_of_time_is_told_to_the_second(purchased_at: Any, value: str) -> None:
    assert _found(_explain({**LATE, "purchased_at": purchased_at}), "hours_since_purchase") == value


@pytest.mark.parametrize(
    ("sent", "value"),
    [
        (3, "3 (claimed)"),
        ({"from": 1, "to": None}, "1 or more (claimed)"),
        ({"from": 2, "to": 5}, "between 2 and 5 (claimed)"),
        ({"from": None, "to": 5}, "between 0 and 5 (claimed)"),
        (None, "unknown"),
    ],
)
def test_a_count_is_told_as_far_as_it_is_known(sent: Any, value: str) -> None:
    assert _found(_explain({**LATE, "messages_sent": sent}), "messages_sent") == value


def test_what_is_presumed_is_told_as_presumed_until_somebody_says_it() -> None:
    assert _found(_explain(LATE), "account_status") == "active (presumed)"
    told = _explain({**LATE, "account_status": "suspended"})
    assert _found(told, "account_status") == "suspended (claimed)"


def test_two_words_that_are_possible_are_both_told() -> None:
    claim = {"ground": "not_received", "support_contacted": True}
    told = _explain({**claim, "purchased_at": "2026-02-03T14:00:00+08:00"}, "interact")
    assert _found(told, "support") == "at_work or unable (claimed)"


def test_every_kind_of_test_says_what_it_wants() -> None:
    wants = {
        test["wants"]
        for merchant in ("iprog", "interact")
        for clause in _explain(LATE, merchant).to_json()["clauses"]
        for test in clause["tests"]
    }
    assert wants >= {
        *("at most 24 h", "more than 24 h", "at least 1", "0", "true", "false"),
        *("premium_token", "not premium_token or sms_credits", "suspended or terminated"),
    }


def test_before_the_first_version_there_is_none_to_name() -> None:
    told = _explain({"purchased_at": "2025-11-01T11:00:00+08:00"})
    first, _, *rest = told.to_text().splitlines()
    assert first == "iprog no version: review, no_policy"
    assert "before-the-first-version [8]: applies and decides" in rest
    assert "    + policy in force is false (claimed); wants false" in rest


def test_the_text_tells_the_counterfactual_and_what_comes_before_a_clause() -> None:
    lines = _explain(LATE).to_text().splitlines()
    late = "in time until Tue 3 Mar 2026, 1:00 PM Philippine time (UTC+8); asked 1 h later"
    assert lines[2] == f"Counterfactual: {late}."
    assert "user-error [5]: applies, but late-topup comes before it" in lines
    assert "unused-topup [2]: does not apply" in lines
    assert "    - hours since purchase is 25 h (claimed); wants at most 24 h" in lines
    assert not any(line.startswith("Counterfactual") for line in _explain({}).to_text())


def test_a_clause_is_told_with_all_that_staff_ask_about() -> None:
    clauses = {each["id"]: each for each in _explain(LATE).to_json()["clauses"]}
    told = clauses["late-topup"]
    assert {key: told[key] for key in told if key != "tests"} == {
        "id": "late-topup",
        "sections": ["1", "5"],
        "outcome": "not_eligible",
        "result": "applies",
        "decides": True,
        "overridden_by": [],
    }


@pytest.mark.parametrize(
    ("test", "wants"),
    [
        (Within(low=1, high=3), "at least 1 and at most 3"),
        (
            Within(low=1, low_included=False, high=3, high_included=False),
            "more than 1 and less than 3",
        ),
        (Within(low=2, high=2), "2"),
    ],
)
def test_limits_are_told_as_what_they_leave_out(test: Within, wants: str) -> None:
    table = book().policies["iprog"].table
    clause = replace(table.versions[-1].clauses[0], when={"messages_sent": test})
    facts = KnownFacts.of(Request.from_json({"merchant": "iprog", "asked_at": ASKED}))
    (told,) = trace(table, [clause], facts)
    assert [each.wants for each in told.tests] == [wants]


def _found(told: Any, name: str) -> str:
    (value,) = {
        test["value"]
        for clause in told.to_json()["clauses"]
        for test in clause["tests"]
        if test["input"] == name
    }
    return str(value)
