"""Whatever is typed: no error, only facts of the table, no time ahead, and an answer in time."""

from __future__ import annotations

import time
from datetime import datetime, timedelta

import pytest
from dateutil import tz
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.policy.facts import FACTS, parse_fact
from bot.understand import companies_named, prepare, understand

WORDS = """
bought paid topped up charged twice not never failed cancelled renewed promised refund sms token
credits sent used 3 300 1,000.50 \u20b1500 PHP Rs 5k 2pm at around yesterday kal parso monday
last 20/11 03/04 nov 20 2026-11-20T14:00 ago hours days between and noon midnight night this
week month end of txn IPG-1001 tx 9 ref no id is email@example.com , . ? ! not sure actually no
wait yes none wala 0 12 24 31 99 past half quarter to alas otso baje morning in the last next
tomorrow
"""
PIECES = st.sampled_from([*WORDS.split(), " ", "\n"])
SENTENCES = st.lists(PIECES, max_size=25).map(" ".join)
NOWS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1))  # noqa: DTZ001 - the zone comes from `timezones`.
ASKED = st.sampled_from([None, *FACTS])


@settings(deadline=None, max_examples=300)
@given(text=st.one_of(SENTENCES, st.text()), naive=NOWS, asked=ASKED)
def test_every_fact_is_one_of_the_table_and_no_time_lies_ahead(
    text: str, naive: datetime, asked: str | None
) -> None:
    now = naive.replace(tzinfo=tz.gettz("Asia/Kolkata"))
    said = understand(text, now=now, zone="Asia/Manila", expecting=asked)
    values = [*said.facts.items()]
    values += [(name, one) for name, several in said.readings.items() for one in several]
    for name, value in values:
        parse_fact(name, value)
        assert not FACTS[name].record_only
        if FACTS[name].kind == "time" and name != "promised_activation_at":
            assert _is_past_interval(value, now)
    assert said.unknowable | said.withdrawn | said.future <= set(FACTS)
    assert all(len(several) > 1 for several in said.readings.values())
    assert not set(said.facts) & (
        said.unknowable | said.withdrawn | said.future | set(said.readings)
    )


def _is_past_interval(value: object, now: datetime) -> bool:
    first, last = (value["from"], value["to"]) if isinstance(value, dict) else (value, value)
    return datetime.fromisoformat(first) <= datetime.fromisoformat(last) <= now


@settings(deadline=None)
@given(text=SENTENCES)
def test_the_same_text_is_always_understood_the_same(text: str) -> None:
    now = datetime.fromisoformat("2026-11-25T15:00:00+08:00")
    first = understand(text, now=now, zone="Asia/Manila")
    assert understand(text, now=now, zone="Asia/Manila") == first


@pytest.mark.parametrize(
    "text",
    [
        *(
            "a" * 10_000,
            "a " * 5_000,
            "1 " * 5_000,
            "1," * 5_000,
            "not " * 2_500,
            "charged " * 1_250,
        ),
        *(
            "a@" * 5_000,
            "a." * 5_000,
            "3 hours " * 1_250,
            "yesterday " * 1_000,
            "monday and " * 900,
        ),
        *("0 sms not " * 1_000, "txn no id: # " * 800, "between 2 and " * 700, "12/12/" * 1_600),
        *(
            "\u0130\u00df\ufdfa" * 3_300,
            "\x00\x07\u202e" * 3_300,
            "\U0001f620" * 10_000,
            "\n" * 10_000,
            "-" * 10_000,
            "ABC 123 " * 1_200,
            "not sure, maybe 10 " * 500,
            "if is it used " * 700,
        ),
    ],
    ids=lambda text: repr(text[:12]),
)
@pytest.mark.parametrize("asked", [None, "messages_sent", "transaction_id", "purchased_at"])
def test_ten_thousand_characters_are_read_without_a_stall(text: str, asked: str | None) -> None:
    now = datetime.fromisoformat("2026-11-25T15:00:00+08:00")
    prepare()
    begun = time.process_time()
    understand(text, now=now, zone="Asia/Manila", expecting=asked)
    companies_named(text, {"one": ("Some Company",)})
    # An expression that backtracks without end takes minutes; 30 ms are usual.
    assert timedelta(seconds=time.process_time() - begun) < timedelta(seconds=1)
