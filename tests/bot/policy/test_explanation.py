"""Every clause is explained, in order, with what it looked at."""

from __future__ import annotations

import json
from typing import Any

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
