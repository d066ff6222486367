from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.understand.clean import clean, lower


def test_quotes_dashes_and_wide_digits_become_plain() -> None:
    assert clean("I\u2019ve paid \uff11\uff10\uff10 \u2013 now") == "I've paid 100 - now"


def test_emoji_and_invisible_signs_leave_no_trace_in_words() -> None:
    assert clean("refund\u200b please \U0001f620\x00!") == "refund please !"


def test_line_breaks_stay_because_they_part_sentences() -> None:
    assert clean("first\nsecond") == "first\nsecond"


@given(st.text())
def test_lower_case_keeps_every_position(text: str) -> None:
    assert len(lower(clean(text))) == len(clean(text))
