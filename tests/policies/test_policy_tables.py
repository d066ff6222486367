"""Runs every `tests/policies/<merchant>/<version>.yml` through the engine, a test a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.policy.check import check_policies
from bot.policy.decision import Decision
from bot.policy.request import Request
from bot.policy.yaml_lines import read_yaml
from bot.values.times import iso, parse_time
from tests.bot.policy.loaded import POLICIES, book

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*/*.yml"))
TABLES = [(path, read_yaml(path.read_text(encoding="utf-8")).data) for path in FILES]
NAMES = [f"{path.parent.name}/{path.stem}" for path in FILES]
# What a test may say of a decision; `_told` reads each.
KEYS = {
    *("outcome", "because", "leaning", "amount", "alternatives", "clauses", "by_clauses"),
    *("missing", "missing_among", "never_missing", "turns_on", "sources", "version"),
    *("request_by", "answer_by", "ask_again_at", "counterfactual", "says", "says_not", "says_next"),
}
# What a decision must not have while a test does not mention it.
EMPTY = {"because": None, "leaning": None, "amount": None, "ask_again_at": None}
EMPTY_LISTS = ("alternatives", "turns_on")


def _tests() -> Iterator[Any]:
    for path, table in TABLES:
        for test in table["tests"]:
            name = f"{path.parent.name}/{path.stem}: {test['sentence']}"
            yield pytest.param(table, test, id=name)


@pytest.mark.parametrize(("table", "test"), list(_tests()))
def test_decides(table: dict[str, Any], test: dict[str, Any]) -> None:
    decision = book().decide(Request.from_json(_request(table, test)))
    expected = test["decides"]
    assert not set(expected) - KEYS
    told = _told(decision, expected)
    assert {key: told[key] for key in expected} == expected
    assert _offsets(decision) <= {_offset(decision)}
    for key, empty in EMPTY.items():
        assert expected.get(key, empty) == told[key], key
    for key in EMPTY_LISTS:
        assert expected.get(key, []) == told[key], key
    if "missing_among" not in expected:
        assert expected.get("missing", []) == told["missing"]


@pytest.mark.parametrize(("path", "table"), TABLES, ids=NAMES)
def test_no_sentence_stands_twice(path: Path, table: dict[str, Any]) -> None:
    sentences = [test["sentence"] for test in table["tests"]]
    assert sorted(set(sentences)) == sorted(sentences), path


@pytest.mark.parametrize(("path", "table"), TABLES, ids=NAMES)
def test_every_clause_has_a_test(path: Path, table: dict[str, Any]) -> None:
    policy = book().policies[table["merchant"]]
    version = next(v for v in policy.table.versions if v.version and v.version.name == path.stem)
    tested = {name for test in table["tests"] for name in test["decides"].get("by_clauses", ())}
    assert {clause.id for clause in version.clauses} - tested == set()


def test_every_version_has_its_tests() -> None:
    versions = {
        path.relative_to(POLICIES).with_suffix("")
        for path in POLICIES.glob("*/*.yml")
        if path.name != "merchant.yml"
    }
    assert {path.relative_to(HERE).with_suffix("") for path in FILES} == versions


def test_the_policies_pass_their_check() -> None:
    report = check_policies(POLICIES)
    assert report.faults == ()
    assert report.lines


def _request(table: dict[str, Any], test: dict[str, Any]) -> dict[str, Any]:
    case = table["cases"][test["given"]] if "given" in test else {}
    record = _merged(case.get("record"), test.get("record"))
    return {
        "merchant": table["merchant"],
        "asked_at": test.get("asked_at", table["asked_at"]),
        "claim": _merged(case.get("claim"), test.get("claim")),
        "record": record or None,
        "unknowable": test.get("unknowable", []),
        "proved": test.get("proved", True),
    }


def _merged(case: dict[str, Any] | None, test: dict[str, Any] | None) -> dict[str, Any]:
    facts = {**(case or {}), **(test or {})}
    return {name: value for name, value in facts.items() if value is not None}


def _told(decision: Decision, expected: dict[str, Any]) -> dict[str, Any]:
    raw = decision.to_json()
    amount = raw["amount"]
    return {
        **{key: raw[key] for key in ("outcome", "because", "leaning", "counterfactual")},
        **{key: raw[key] for key in ("clauses", "missing", "turns_on")},
        "version": raw["policy_version"],
        "by_clauses": sorted(decision.clause_ids),
        "amount": amount and f"{amount['value']} {amount['currency']} by {amount['by']}",
        "alternatives": [
            f"{each['amount']['value']} by {each['amount']['by']} on {' '.join(each['clauses'])}"
            for each in raw["alternatives"]
        ],
        "missing_among": [n for n in expected.get("missing_among", ()) if n in raw["missing"]],
        "never_missing": [n for n in expected.get("never_missing", ()) if n not in raw["missing"]],
        "sources": {n: raw["facts"].get(n, {}).get("source") for n in expected.get("sources", {})},
        "request_by": _instant(raw["deadlines"]["request_by"], expected.get("request_by")),
        "answer_by": raw["deadlines"]["answer_by"],
        "ask_again_at": raw["deadlines"]["ask_again_at"],
        "says": [words for words in expected.get("says", ()) if words in decision.words],
        "says_not": [w for w in expected.get("says_not", ()) if w not in decision.words.lower()],
        "says_next": [
            words for words in expected.get("says_next", ()) if words in decision.next_words
        ],
    }


def _offsets(decision: Decision) -> set[str]:
    deadlines = decision.to_json()["deadlines"]
    return {told[-6:] for told in deadlines.values() if told is not None}


def _offset(decision: Decision) -> str:
    """The offset of the merchant's zone, which neither country changes in the year."""
    return iso(parse_time("2026-01-01T00:00:00Z"), book().merchants[decision.merchant].zone)[-6:]


def _instant(told: str | None, expected: str | None) -> str | None:
    """Let a test write the instant in another zone."""
    if told is None or expected is None:
        return told
    return expected if parse_time(told) == parse_time(expected) else told
