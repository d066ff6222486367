from __future__ import annotations

from bot.nlu.as_read import as_read


def test_a_mixed_and_mistyped_message_is_read_as_english_with_figures_alike() -> None:
    assert as_read("mera erfund 500 wapas karo") == "my refund 5 give back"


def test_two_orders_are_read_as_the_same() -> None:
    assert as_read("cancel order 55321") == as_read("cancel order 7")
