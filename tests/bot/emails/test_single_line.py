from __future__ import annotations

import pytest

from bot.emails.single_line import single_line


@pytest.mark.parametrize(
    "end", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x85", "\v", "\f", "\x1c", "\x1d", "\x1e"]
)
def test_every_kind_of_line_end_becomes_a_blank(end):
    assert single_line(f"one{end}two") == "one two"
    assert len(single_line(f"one{end}two").splitlines()) == 1


def test_what_turns_or_hides_text_goes():
    assert single_line("IPG\u202e1001\u200b\x00") == "IPG1001"


def test_long_text_is_cut_and_says_so():
    assert single_line("x" * 300, 10) == "xxxxxxxxx…"


def test_other_alphabets_stay():
    assert single_line(" ₱ Ñandú  रिफंड ") == "₱ Ñandú रिफंड"
