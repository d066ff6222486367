"""Two versions: the one in force at the purchase decides, to the second, in the merchant's zone."""

from __future__ import annotations

import shutil
from typing import Any

import pytest

from bot.policy.decision import Decision
from bot.policy.load import load_policies
from bot.policy.policy_book import PolicyBook
from bot.policy.request import Request
from tests.bot.policy.loaded import POLICIES

FIRST, SECOND = "2025-11-30", "2026-03-01"
UNUSED = {"product": "sms_credits", "messages_sent": 0, "paid": "10.00", "ground": "unused"}
# Asked 30 hours after the second version came into force, which gives 48 hours and not 24.
ASKED = "2026-03-02T06:00:00+08:00"


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> PolicyBook:
    folder = tmp_path_factory.mktemp("policies")
    shutil.copytree(POLICIES / "iprog", folder / "iprog")
    text = (folder / "iprog" / f"{FIRST}.yml").read_text(encoding="utf-8")
    for old, new in ((FIRST, SECOND), ("most: 24", "most: 48"), ("than: 24", "than: 48")):
        text = text.replace(old, new)
    text = text.replace("hours: 24", "hours: 48")
    (folder / "iprog" / f"{SECOND}.yml").write_text(text, encoding="utf-8")
    return load_policies(folder)


def _decide(versions: PolicyBook, claim: dict[str, Any], **other: Any) -> Decision:
    raw = {"merchant": "iprog", "asked_at": ASKED, "claim": {**UNUSED, **claim}}
    return versions.decide(Request.from_json({**raw, **other}))


@pytest.mark.parametrize(
    ("purchased_at", "version", "outcome"),
    [
        ("2025-11-29T23:59:59+08:00", None, "review"),
        ("2025-11-30T00:00:00+08:00", FIRST, "not_eligible"),
        ("2026-02-28T23:59:59+08:00", FIRST, "not_eligible"),
        ("2026-03-01T00:00:00+08:00", SECOND, "eligible"),
        # The same midnight by a clock in Kolkata.
        ("2026-02-28T21:29:59+05:30", FIRST, "not_eligible"),
        ("2026-02-28T21:30:00+05:30", SECOND, "eligible"),
    ],
)
def test_a_purchase_is_decided_by_the_version_of_its_second(
    versions: PolicyBook, purchased_at: str, version: str | None, outcome: str
) -> None:
    decision = _decide(versions, {"purchased_at": purchased_at})
    assert (decision.policy_version, decision.outcome) == (version, outcome)


def test_each_version_has_its_own_last_instant(versions: PolicyBook) -> None:
    by = [
        _decide(versions, {"purchased_at": day}).to_json()["deadlines"]["request_by"]
        for day in ("2026-02-28T12:00:00+08:00", "2026-03-01T12:00:00+08:00")
    ]
    assert by == ["2026-03-01T12:00:00+08:00", "2026-03-03T12:00:00+08:00"]


def test_a_purchase_between_two_versions_asks_for_its_time(versions: PolicyBook) -> None:
    decision = _decide(
        versions,
        {"purchased_at": {"from": "2026-02-28T20:00:00+08:00", "to": "2026-03-01T02:00:00+08:00"}},
    )
    assert (decision.outcome, decision.missing) == ("need_facts", ("purchased_at",))
    assert decision.policy_version == SECOND


def test_a_time_that_nobody_can_know_leaves_it_to_a_person(versions: PolicyBook) -> None:
    decision = _decide(versions, {}, unknowable=["purchased_at"])
    assert (decision.outcome, decision.because) == ("review", "unverified")
    assert decision.turns_on == ("purchased_at",)


def test_a_problem_before_the_second_version_rules_that_version_out(versions: PolicyBook) -> None:
    problem = {"issue_at": "2026-02-27T12:00:00+08:00", "messages_sent": 1}
    decision = _decide(versions, problem)
    assert decision.policy_version == FIRST
    assert decision.missing == ("purchased_at",)


def test_the_first_day_is_told_to_who_bought_before_it(versions: PolicyBook) -> None:
    decision = _decide(versions, {"purchased_at": "2025-11-29T23:59:59+08:00"})
    assert "in force from Sun 30 Nov 2025" in decision.words
    assert decision.to_json()["deadlines"]["request_by"] is None
