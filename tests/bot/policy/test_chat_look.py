"""The look of a merchant's chat: readable on every colour, and nothing half given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.policy.chat_look import ChatLook, contrast, read_chat_look
from bot.policy.load import load_policies
from bot.settings import ROOT

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


def test_the_contrasts_are_those_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    # The example of WCAG's own techniques: the lightest grey that passes AA on white.
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@given(COLOURS)
def test_words_on_any_colour_can_be_read(colour: str) -> None:
    assert contrast(ChatLook(colour).on_colour, colour) >= 4.5


def test_what_is_not_given_has_a_quiet_default() -> None:
    look = read_chat_look({"greeting": " Hello. \n"})
    assert look == ChatLook(greeting="Hello.")
    assert look.allowed_origins == ()


def test_every_merchant_has_its_own_colour_and_the_picture_that_it_names() -> None:
    merchants = load_policies(ROOT / "policies").merchants
    assert len({merchant.look.colour for merchant in merchants.values()}) == len(merchants)
    for name, merchant in merchants.items():
        assert (ROOT / "policies" / name / str(merchant.look.avatar)).is_file()
