from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from bot.errors import BadInput
from bot.policy.facts import FACTS, GROUNDS, parse_fact
from bot.policy.span import Span
from bot.values.times import parse_time

NOON = "2026-03-02T12:00:00+08:00"
ONE = "2026-03-02T13:00:00+08:00"


@pytest.mark.parametrize(
    ("name", "raw", "value"),
    [
        ("paid", "1000.00", Decimal("1000.00")),
        ("messages_sent", 0, 0),
        ("messages_sent", {"from": 1, "to": None}, Span(1, None)),
        ("purchased_at", NOON, parse_time(NOON)),
        ("purchased_at", {"from": NOON, "to": ONE}, Span(parse_time(NOON), parse_time(ONE))),
        ("promised_activation_at", "none", "none"),
        ("failure_cause", "unknown", "unknown"),
        ("activated", False, False),
        ("abuse_flags", ["many refunds"], ("many refunds",)),
    ],
)
def test_a_fact_is_read_in_each_of_its_forms(name: str, raw: Any, value: Any) -> None:
    assert parse_fact(name, raw) == value


COUNT = 'Write a whole number of zero or more, or {"from": 1, "to": null}.'
TEXTS = 'Write a list of texts, such as ["many refunds"].'


@pytest.mark.parametrize(
    ("name", "raw", "says"),
    [
        ("colour", "red", f"Fact 'colour' is unknown. Use one of: {', '.join(FACTS)}."),
        ("paid", 1000, 'has the value 1000. Write it as a text, such as "1000.00".'),
        ("paid", "-1", "has the value '-1'. Write an amount of zero or more."),
        ("paid", "plenty", "'plenty' is no amount. Write digits and a point, such as 1000.00."),
        ("messages_sent", True, f"has the value True. {COUNT}"),
        ("messages_sent", -1, f"has the value -1. {COUNT}"),
        ("messages_sent", "3", f"has the value '3'. {COUNT}"),
        (
            "messages_sent",
            {"from": 3, "to": 1},
            '"from" comes after "to". Put the earlier or smaller one first.',
        ),
        ("messages_sent", {"from": 3}, 'A span has the keys "from" and "to", and no other.'),
        ("messages_sent", {"from": -3, "to": 1}, COUNT),
        (
            "purchased_at",
            "2026-03-02T12:00:00",
            "has no offset. Add the zone's offset, such as +08:00.",
        ),
        (
            "purchased_at",
            "none",
            "'none' is no time. Write ISO 8601 with an offset, such as 2026-03-02T14:00:00+08:00.",
        ),
        ("purchased_at", 3, 'value 3. Write a time such as "2026-03-02T14:00:00+08:00".'),
        ("ground", "bad mood", f"has the value 'bad mood'. Use one of: {', '.join(GROUNDS)}."),
        ("ground", ["unused"], f"Use one of: {', '.join(GROUNDS)}."),
        ("activated", "yes", "has the value 'yes'. Use true or false."),
        ("account_email", "", "has the value ''. Write it as a text that is not empty."),
        ("account_email", "  ", "has the value '  '. Write it as a text that is not empty."),
        ("account_email", 3, "has the value 3. Write it as a text that is not empty."),
        ("messages_sent", 1_000_000_001, "Write a number of at most 1,000,000,000."),
        ("messages_sent", {"from": 1, "to": 10**30}, "Write a number of at most 1,000,000,000."),
        ("messages_sent", 10**4000, "digits. Write a number of at most 1,000,000,000."),
        ("paid", "9" * 13, "Write an amount of at most 1,000,000,000,000."),
        ("paid", "0." + "1" * 300, "Write at most 254 characters."),
        ("payment_reference", "R" * 255, f"'{'R' * 59}…. Write at most 254 characters."),
        ("abuse_flags", ["note"] * 21, "Write at most 20 notes."),
        ("abuse_flags", ["n" * 255], "Write at most 254 characters."),
        (
            "purchased_at",
            "0001-01-01T00:00:00+08:00",
            "is not between the years 2000 and 2099. Check the year.",
        ),
        (
            "promised_activation_at",
            "9999-12-31T23:59:59-08:00",
            "is not between the years 2000 and 2099. Check the year.",
        ),
        ("abuse_flags", "note", f"has the value 'note'. {TEXTS}"),
        ("abuse_flags", [3], f"has the value [3]. {TEXTS}"),
    ],
)
def test_a_value_that_is_not_accepted_is_named_with_what_is(name: str, raw: Any, says: str) -> None:
    with pytest.raises(BadInput) as error:
        parse_fact(name, raw)
    assert str(error.value).startswith(f"Fact '{name}'")
    assert str(error.value).endswith(says)


@pytest.mark.parametrize(
    ("name", "raw"),
    [("paid", "0.00"), ("messages_sent", 0), ("messages_sent", {"from": 0, "to": 0})],
)
def test_nothing_at_all_is_a_value(name: str, raw: Any) -> None:
    parse_fact(name, raw)


def test_facts_of_the_record_alone_are_the_four_that_only_a_merchant_knows() -> None:
    record_only = {name for name, spec in FACTS.items() if spec.record_only}
    assert record_only == {"ground_confirmed", "abuse_flags", "refunded_amount", "refunded_at"}
