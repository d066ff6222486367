"""A counterfactual is true, and never another story to tell."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.policy.counterfactual import _CHANGES
from bot.policy.facts import FACTS, GROUNDS
from bot.policy.request import Request
from tests.bot.policy.loaded import MERCHANTS, book

ASKED = "2026-03-10T14:00:00+05:30"
# What a customer tells of the past; no counterfactual may wish it otherwise.
STORY = {"ground", "product", "messages_sent", "activated", "purchased_at", "issue_at", "store"}


def _decide(merchant: str, claim: dict[str, Any], **other: Any) -> Any:
    raw = {"merchant": merchant, "asked_at": ASKED, "claim": claim, **other}
    return book().decide(Request.from_json(raw))


def test_no_change_is_one_of_the_story() -> None:
    changed = {name for change in _CHANGES for name in change.facts}
    assert not changed & STORY
    on_record = {name for c in _CHANGES for name in c.facts if c.source == "record"}
    assert on_record == {"ground_confirmed", "failure_cause"}
    assert changed <= set(FACTS)


def test_a_refusal_for_a_changed_mind_names_no_way_around_it() -> None:
    assert _decide("interact", {"ground": "change_of_mind"}).counterfactual is None


def test_a_second_charge_that_nothing_confirms_turns_on_the_records() -> None:
    claim = {"ground": "duplicate_charge", "product": "sms_credits", "messages_sent": 0}
    decision = _decide("interact", claim)
    assert decision.counterfactual == (
        "if Interact Technologies' records confirm what happened, the refund is due"
    )
    confirmed = {"ground": "duplicate_charge", "ground_confirmed": True}
    assert _decide("interact", claim, record=confirmed).outcome == "eligible"


def test_what_the_records_have_refuted_they_will_not_confirm() -> None:
    record = {"ground": "duplicate_charge", "ground_confirmed": False}
    assert _decide("interact", {"messages_sent": 0}, record=record).counterfactual is None


@pytest.mark.parametrize("merchant", MERCHANTS)
@settings(deadline=None, max_examples=60)
@given(
    ground=st.sampled_from(GROUNDS),
    hours=st.integers(0, 60),
    activated=st.booleans(),
    cancels=st.booleans(),
)
def test_what_is_due_already_has_no_counterfactual(
    merchant: str, ground: str, hours: int, activated: Any, cancels: Any
) -> None:
    day, hour = divmod(14 + 60 - hours, 24)
    claim = {
        "ground": ground,
        "activated": activated,
        "wants_to_cancel": cancels,
        "messages_sent": 0,
        "purchased_at": f"2026-03-{7 + day:02}T{hour:02}:00:00+05:30",
        "promised_activation_at": "2026-03-09T00:00:00+05:30",
        "failure_cause": "operator",
        "product": "sms_credits",
        "support_contacted": False,
        "store": "direct",
        "paid": "10.00",
    }
    decision = _decide(merchant, claim)
    if decision.outcome in ("eligible", "need_facts"):
        assert decision.counterfactual is None
    if decision.counterfactual:
        assert "claim" not in decision.counterfactual


MERCHANT = "Interact Technologies"
PERSON = f"a person at {MERCHANT} can decide on it"
FAILED = {"product": "sms_credits", "ground": "technical_failure", "paid": "10.00"}
ABSENT = {"product": "sms_credits", "ground": "not_received", "support_contacted": False}
ABSENT |= {"purchased_at": "2026-03-08T14:00:00+05:30"}
IDLE = {"product": "platform_access", "ground": "not_activated", "activated": False}
IDLE |= {"promised_activation_at": "2026-03-09T18:00:00+05:30"}


@pytest.mark.parametrize(
    ("claim", "record", "says"),
    [
        (ABSENT, {}, f"if support is asked and cannot solve it, {PERSON}"),
        (
            {**IDLE, "wants_to_cancel": False},
            {},
            f"if it is cancelled before it is active, {PERSON}",
        ),
        (
            {**FAILED, "failure_cause": "operator"},
            {},
            f"if {MERCHANT}' records show that the failure was on its own side, {PERSON}",
        ),
        # The merchant's own failure is with a person already, and nothing makes that better.
        ({**FAILED, "failure_cause": "merchant"}, {}, None),
        ({**FAILED, "failure_cause": "merchant"}, {"ground_confirmed": True}, None),
        (
            {**ABSENT, "support_contacted": None, "purchased_at": "2026-03-10T13:00:00+05:30"},
            {},
            "after Wed 11 Mar 2026, 1:00 PM India time (UTC+5:30) it can be looked at again",
        ),
        ({**IDLE, "wants_to_cancel": True}, {}, None),
        ({"ground": "poor_campaign"}, {}, None),
    ],
)
def test_the_nearest_change_is_told_in_words(
    claim: dict[str, Any], record: dict[str, Any], says: str | None
) -> None:
    assert _decide("interact", claim, record=record).counterfactual == says


@pytest.mark.parametrize(
    ("purchased_at", "says"),
    [
        (
            "2026-03-09T11:29:59+05:30",
            "in time until Tue 10 Mar 2026, 1:59:59 PM Philippine time (UTC+8); "
            "asked 2 h 30 min later",
        ),
        (
            {"from": "2026-03-08T10:00:00+08:00", "to": "2026-03-09T10:00:00+08:00"},
            "in time until Tue 10 Mar 2026, 10:00 AM Philippine time (UTC+8) at the latest; "
            "asked 6 h 30 min later",
        ),
    ],
)
def test_how_late_it_was_is_told_with_the_last_instant(purchased_at: Any, says: str) -> None:
    claim = {"product": "sms_credits", "ground": "unused", "messages_sent": 0, "paid": "10.00"}
    decision = _decide("iprog", {**claim, "purchased_at": purchased_at})
    assert decision.outcome == "not_eligible"
    assert decision.counterfactual == says


def test_what_would_have_been_refused_in_time_too_names_no_time() -> None:
    claim = {"product": "sms_credits", "ground": "unused", "messages_sent": 3}
    decision = _decide("iprog", {**claim, "purchased_at": "2026-03-01T11:00:00+08:00"})
    assert (decision.outcome, decision.counterfactual) == ("not_eligible", None)
