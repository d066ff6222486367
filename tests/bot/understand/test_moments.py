"""Which fact a time belongs to; today is Wednesday 25 November 2026, 15:00 in Manila."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.understand import understand

NOW = datetime.fromisoformat("2026-11-25T15:00:00+08:00")
TIMES = ("purchased_at", "issue_at", "promised_activation_at", "cancelled_at", "renewed_at")


def read(text: str, expecting: str | None = None) -> dict[str, str]:
    """Return for each time the day of November on which it begins."""
    facts = understand(text, now=NOW, zone="Asia/Manila", expecting=expecting).facts
    return {name: _begins(facts[name]) for name in TIMES if name in facts}


def _begins(value: object) -> str:
    first = value["from"] if isinstance(value, dict) else str(value)
    return first if first == "none" else f"{datetime.fromisoformat(first):%d %H:%M}"


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("bought yesterday", {"purchased_at": "24 00:00"}),
        ("I paid on 20 nov at 2pm", {"purchased_at": "20 14:00"}),
        ("yesterday I topped up 500", {"purchased_at": "24 00:00"}),
        ("kal shaam ko liya tha", {"purchased_at": "24 17:00"}),
        ("nag-load ako kahapon ng 2pm", {"purchased_at": "24 14:00"}),
        ("it failed at 2pm", {"issue_at": "25 14:00"}),
        ("the api went down yesterday at 9am", {"issue_at": "24 09:00"}),
        ("I cancelled on monday", {"cancelled_at": "23 00:00"}),
        ("it renewed on 22 nov", {"renewed_at": "22 00:00"}),
        ("charged for the renewal on 22 nov", {"renewed_at": "22 00:00"}),
        ("activation was promised for 23 nov", {"promised_activation_at": "23 00:00"}),
        ("promised to activate by tomorrow", {"promised_activation_at": "26 00:00"}),
        (
            "bought it on Monday, failed on Tuesday at 3pm",
            {"purchased_at": "23 00:00", "issue_at": "24 15:00"},
        ),
        (
            "bought 20 nov and it stopped working on 22 nov",
            {"purchased_at": "20 00:00", "issue_at": "22 00:00"},
        ),
        (
            "yesterday i bought load but today it failed",
            {"purchased_at": "24 00:00", "issue_at": "25 00:00"},
        ),
        (
            "cancelled on 20 nov but it renewed on 22 nov",
            {"cancelled_at": "20 00:00", "renewed_at": "22 00:00"},
        ),
        ("I bought sms credits. It was yesterday at 2pm", {"purchased_at": "24 14:00"}),
        ("yesterday 2pm", {"purchased_at": "24 14:00"}),
        ("sorry, Tuesday", {"purchased_at": "24 00:00"}),
        (
            "bought yesterday at 2pm, failed at 4pm",
            {"purchased_at": "24 14:00", "issue_at": "24 16:00"},
        ),
        ("refund sms 3h TX9", {"purchased_at": "25 11:30"}),
        ("actually it was 30 hours ago", {"purchased_at": "24 08:30"}),
        ("it was 5 hours ago", {"purchased_at": "25 09:30"}),
        ("no it was on monday at 3pm", {"purchased_at": "23 15:00"}),
        ("about two days ago now, I made a deposit from abroad", {"purchased_at": "22 00:00"}),
        ("oops i meant yesterday 5pm", {"purchased_at": "24 17:00"}),
        ("wait, the right time is 9am", {"purchased_at": "25 09:00"}),
        ("paid rs. 1,250 by upi on 20 nov", {"purchased_at": "20 00:00"}),
        ("charged twice this past week", {"purchased_at": "18 00:00"}),
        ("bought it 20112026 at 320 pm", {"purchased_at": "20 15:20"}),
        ("the date 20112026 the time was 105 pm", {"purchased_at": "20 13:05"}),
        ("20112026", {"purchased_at": "20 00:00"}),
        ("they never gave me an activation date", {"promised_activation_at": "none"}),
    ],
)
def test_the_verb_of_the_clause_says_which_time_it_is(text: str, times: dict[str, str]) -> None:
    assert read(text) == times


@pytest.mark.parametrize(
    ("text", "expecting", "begins"),
    [
        ("2pm", "purchased_at", "25 14:00"),
        ("yesterday", "issue_at", "24 00:00"),
        ("3 hours", "purchased_at", "25 11:30"),
        ("about 2 days", "purchased_at", "22 00:00"),
        ("on the 20th", "cancelled_at", "20 00:00"),
        ("14", "purchased_at", "25 14:00"),
        ("no wait, 16", "issue_at", "24 16:00"),
        ("monday", "renewed_at", "23 00:00"),
        ("today", "purchased_at", "25 00:00"),
        ("none", "promised_activation_at", "none"),
        ("no date was given", "promised_activation_at", "none"),
        ("tomorrow", "promised_activation_at", "26 00:00"),
    ],
)
def test_a_bare_time_answers_the_question(text: str, expecting: str, begins: str) -> None:
    assert read(text, expecting) == {expecting: begins}


@pytest.mark.parametrize(
    "text",
    [
        "I contacted support yesterday",
        "are you open today at 2pm?",
        "what are your hours on monday",
        "I want my refund today",
        "please reply by tomorrow",
        "is the refund within 24 hours?",
        "good morning",
        "I need it tonight",
        "I have been waiting for 3 days",
        "I will buy it tomorrow",
        "the token was activated 2 days ago",
        "the same day I wrote you",
        "how much will it be this month",
        "book me a room in the garden for monday",
        "restart my paper round on tuesday please",
        "last month's bill is too high",
        "there is an error on the statement of last month",
        "on 180618 around 1130 am",
        "the date was 6162018 the time was 435 pm and the charge 4500",
    ],
)
def test_a_time_of_something_else_is_left_alone(text: str) -> None:
    assert read(text) == {}


@pytest.mark.parametrize(
    "asked", ["messages_sent", "transaction_id", "ground", "support_contacted"]
)
@pytest.mark.parametrize(
    "text",
    ["it was 2 days ago", "sorry, monday", "no it was monday at 9am", "i meant last night at 8"],
)
def test_a_corrected_time_answers_no_other_question(text: str, asked: str) -> None:
    said = understand(text, now=NOW, zone="Asia/Manila", expecting=asked)
    assert [*said.facts] == ["purchased_at"]


@pytest.mark.parametrize("text", ["2", "at 2", "its 2", "2."])
def test_a_bare_hour_is_the_latest_of_either_half_of_the_day(text: str) -> None:
    said = understand(text, now=NOW, zone="Asia/Manila", expecting="purchased_at")
    assert said.readings["purchased_at"] == [
        "2026-11-25T02:00:00+08:00",
        "2026-11-25T14:00:00+08:00",
    ]


def test_two_readings_of_a_time_are_left_to_the_customer() -> None:
    said = understand("bought on 03/04", now=NOW, zone="Asia/Manila")
    assert "purchased_at" not in said.facts
    assert [one["from"][:10] for one in said.readings["purchased_at"]] == [
        "2026-03-04",
        "2026-04-03",
    ]


def test_a_clock_time_alone_may_mean_the_day_told_before_it() -> None:
    said = understand("bought on 23 nov at 9am, it failed at 11am", now=NOW, zone="Asia/Manila")
    assert said.facts["purchased_at"] == "2026-11-23T09:00:00+08:00"
    assert said.readings["issue_at"] == [
        "2026-11-23T11:00:00+08:00",
        "2026-11-25T11:00:00+08:00",
    ]


def test_in_the_morning_may_be_today_or_yesterday() -> None:
    said = understand("in the morning", now=NOW, zone="Asia/Manila", expecting="purchased_at")
    assert [one["from"][:10] for one in said.readings["purchased_at"]] == [
        "2026-11-24",
        "2026-11-25",
    ]


def test_a_purchase_three_hours_ago_is_surely_within_the_day() -> None:
    value = understand("bought 3 hours ago", now=NOW, zone="Asia/Manila").facts["purchased_at"]
    assert value == {"from": "2026-11-25T11:30:00+08:00", "to": "2026-11-25T12:30:00+08:00"}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("whatsapp api, 3 sent, yesterday, PHP 900", "24 00:00"),
        ("token\nactivated\n2 hours ago\nPHP 900", "25 12:30"),
        ("premium token, activated, yesterday, rate 2.00", "24 00:00"),
    ],
)
def test_a_time_in_a_list_of_facts_is_that_of_the_purchase(text: str, day: str) -> None:
    assert read(text) == {"purchased_at": day}


@pytest.mark.parametrize(
    "text", ["I contacted you, 2 hours ago, no answer", "they replied, yesterday, but nothing else"]
)
def test_a_time_between_commas_in_a_sentence_is_that_of_its_verb(text: str) -> None:
    assert read(text) == {}


@pytest.mark.parametrize(
    ("text", "asked", "future"),
    [
        ("I bought it tomorrow at 9am", None, {"purchased_at"}),
        ("paid today at 11pm", None, {"purchased_at"}),
        ("tomorrow morning", "purchased_at", {"purchased_at"}),
        ("next monday", "issue_at", {"issue_at"}),
        ("bought it yesterday", None, set()),
        ("I will buy more tomorrow", None, set()),
        ("paid 500 yesterday, please pay me back tomorrow", None, set()),
        ("the plan renews next week", None, set()),
    ],
)
def test_a_time_that_lies_ahead_is_no_fact_and_is_named(
    text: str, asked: str | None, future: set[str]
) -> None:
    said = understand(text, now=NOW, zone="Asia/Manila", expecting=asked)
    assert said.future == future
    assert not future & set(said.facts)
