from __future__ import annotations

from datetime import timedelta

import pytest

from bot.errors import BadInput
from bot.values.times import iso, parse_time, span_words, time_words


def test_a_time_is_read_with_its_offset_and_written_with_the_merchants() -> None:
    assert iso(parse_time("2026-03-02T06:00:00Z"), "Asia/Manila") == "2026-03-02T14:00:00+08:00"


@pytest.mark.parametrize("text", ["2026-03-02T14:00:00", "2026-03-02", "yesterday", ""])
def test_a_time_without_an_offset_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="offset"):
        parse_time(text)


def test_a_customer_reads_day_clock_and_zone() -> None:
    moment = parse_time("2026-11-24T14:00:00+08:00")
    manila = "Tue 24 Nov 2026, 2:00 PM Philippine time (UTC+8)"
    india = "Tue 24 Nov 2026, 11:30 AM India time (UTC+5:30)"
    assert time_words(moment, "Asia/Manila", "Philippine time") == manila
    assert time_words(moment, "Asia/Kolkata", "India time") == india


def test_midnight_is_12_am_and_seconds_are_said_where_there_are_any() -> None:
    moment = parse_time("2026-11-24T00:00:01+08:00")
    assert "12:00:01 AM" in time_words(moment, "Asia/Manila", "Philippine time")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(11400, "3 h 10 min"), (1, "1 s"), (0, "less than 1 s"), (90061, "1 day 1 h 1 min")],
)
def test_a_span_is_said_in_the_units_that_matter(seconds: int, words: str) -> None:
    assert span_words(timedelta(seconds=seconds)) == words
