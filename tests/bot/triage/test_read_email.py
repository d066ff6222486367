"""An email is shown in parts that a phone can show, and nothing of it is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.triage.read_email import LONGEST_PART, in_parts


@pytest.mark.parametrize("paragraphs", [1, 5, 40])
def test_a_long_email_comes_in_parts_between_its_paragraphs(paragraphs: int) -> None:
    text = "\n\n".join(f"{n} " + "word " * 30 for n in range(paragraphs))
    parts = in_parts(text)
    assert all(len(part) <= LONGEST_PART for part in parts)
    assert all(part[0].isdigit() for part in parts)


@given(st.text(alphabet="ab \n", max_size=3000))
def test_no_part_is_too_long_and_no_word_is_lost(text: str) -> None:
    parts = in_parts(text, longest=50)
    assert all(len(part) <= 50 for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())
