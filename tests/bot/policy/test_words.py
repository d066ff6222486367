"""The values that words name, also where they are not known."""

from __future__ import annotations

from typing import Any

import pytest

from bot.policy.decision import Amount, Deadlines
from bot.policy.known_facts import KnownFacts
from bot.policy.request import Request
from bot.policy.words import EITHER_WAY, PLACEHOLDERS, Telling, listed, possessive, question_words
from bot.values.money import Money, parse_decimal
from bot.values.times import parse_time
from tests.bot.policy.loaded import book

ASKED = "2026-03-03T14:00:00+08:00"
NOON = "2026-03-02T12:00:00+08:00"


def _telling(merchant: str, record: dict[str, Any], **known: Any) -> Telling:
    raw = {"merchant": merchant, "asked_at": ASKED, "record": record}
    nothing = {"first_day": None, "version": None, "amount": None, "formula": None}
    return Telling(
        merchant=book().merchants[merchant],
        facts=KnownFacts.of(Request.from_json(raw)),
        **{**nothing, "deadlines": Deadlines(), "claimed": (), "sections": (), **known},
    )


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("{merchant}'s policy {sections}.", "IPROG TECH's policy."),
        ("{amount} comes.", "The amount comes."),
        ("until {request_by}", "Until the time that the policy allows"),
        ("late by {late_by}", "Late by some time"),
        ("again at {ask_again_at}", "Again at a later time"),
        ("bought on {purchased_on}", "Bought on an earlier day"),
        ("paid back on {refunded_on}", "Paid back on an earlier day"),
        ("in force from {in_force_from}", "In force from an earlier day"),
        ("{refunded} came back", "₱0.00 came back"),
        ("answer {answer_by}.", "Answer."),
        ("then {after_approval}.", "Then."),
        ("{if_records}yes", "Yes"),
        ("write to {email_to}", "Write to admin+support@iprogtech.com"),
    ],
)
def test_what_is_not_known_leaves_no_gap(template: str, told: str) -> None:
    assert _telling("iprog", {}).fill(template) == told


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("policy {sections}.", "Policy (sections 1, 2 and 5)."),
        ("{amount} comes.", "₱7.00 comes."),
        ("{if_records}you get it", "If IPROG TECH's records show the same, you get it"),
        ("until {request_by}", "Until Mon 2 Mar 2026, 12:00 PM Philippine time (UTC+8)"),
        ("late by {late_by}", "Late by 1 day 2 h"),
        ("again at {ask_again_at}", "Again at Mon 2 Mar 2026, 12:00 PM Philippine time (UTC+8)"),
        ("answer by {answer_by}", "Answer by Mon 2 Mar 2026, 12:00 PM Philippine time (UTC+8)"),
        ("bought on {purchased_on}", "Bought on Mon 2 Mar 2026"),
        ("paid back on {refunded_on}", "Paid back on Mon 2 Mar 2026"),
        ("in force from {in_force_from}", "In force from Mon 2 Mar 2026"),
        ("{refunded} came back", "$3.00 came back"),
    ],
)
def test_what_is_known_is_told(template: str, told: str) -> None:
    moment = parse_time(NOON)
    record = {"refunded_amount": "3.00", "currency": "USD"}
    record |= {"purchased_at": NOON, "refunded_at": NOON}
    telling = _telling(
        "iprog",
        record,
        first_day=moment,
        amount=Amount(Money(parse_decimal("7"), "PHP"), "gcash"),
        deadlines=Deadlines(moment, moment, moment),
        claimed=("paid",),
        sections=("1", "2", "5"),
    )
    assert telling.fill(template) == told


def test_an_amount_that_only_a_formula_gives_is_told_in_its_words() -> None:
    telling = _telling("iprog", {}, formula="paid_in_full", sections=("2",))
    assert telling.fill("{amount} {sections}") == "The full amount you paid (section 2)"


def test_a_merchant_without_an_address_names_none() -> None:
    assert _telling("interakt", {}).fill("write to {email_to}.") == "Write to."


@pytest.mark.parametrize("outcome", sorted(EITHER_WAY))
def test_what_holds_either_way_is_said_plainly_and_promises_nothing_alone(outcome: str) -> None:
    words = _telling("iprog", {}, sections=("2",), claimed=("paid",)).fill(EITHER_WAY[outcome])
    assert words.endswith(" (section 2).")
    assert len(words.split()) <= 20
    assert (outcome == "eligible") == words.startswith("If IPROG TECH's records show the same")


def test_every_value_that_words_can_name_is_filled_in() -> None:
    for name in PLACEHOLDERS:
        assert "{" not in _telling("interact", {}).fill(f"{{{name}}}")


def test_a_name_that_ends_in_s_takes_the_apostrophe_alone() -> None:
    assert possessive("Acme Labs's records", "Acme Labs") == "Acme Labs' records"
    assert possessive("Acme's records", "Acme") == "Acme's records"


def test_facts_are_listed_as_people_do() -> None:
    assert listed([]) == "more"
    assert listed(["paid"]) == "the amount you paid"
    assert listed(["paid", "store"]) == "the amount you paid and where you bought it"
    assert listed(["paid", "store", "product"]) == (
        "the amount you paid, where you bought it and what you bought"
    )


def test_where_nothing_is_missing_nothing_is_asked() -> None:
    assert question_words([]) == ""
