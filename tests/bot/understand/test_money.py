from __future__ import annotations

from datetime import datetime

import pytest

from bot.understand import understand

NOW = datetime.fromisoformat("2026-11-25T15:00:00+08:00")
AMOUNTS = (
    *("paid", "currency", "duplicate_amount", "remaining_value", "value_used"),
    *("standard_rate", "discounted_rate"),
)


def read(text: str, expecting: str | None = None) -> dict[str, object]:
    facts = understand(text, now=NOW, zone="Asia/Manila", expecting=expecting).facts
    return {name: facts[name] for name in AMOUNTS if name in facts}


@pytest.mark.parametrize(
    ("text", "paid", "currency"),
    [
        ("I paid ₱1,000", "1000.00", "PHP"),
        ("PHP 500", "500.00", "PHP"),
        ("php500 load", "500.00", "PHP"),
        ("P500 load", "500.00", "PHP"),
        ("1,000.50 pesos", "1000.50", "PHP"),
        ("500 piso", "500.00", "PHP"),
        ("₱1k", "1000.00", "PHP"),
        ("Rs. 1,499/-", "1499.00", "INR"),
        ("rs 250 recharge", "250.00", "INR"),
        ("₹1,00,000 paid", "100000.00", "INR"),
        ("INR 12,500.75", "12500.75", "INR"),
        ("2000 rupees", "2000.00", "INR"),
        ("1.5 lakh rs", "150000.00", "INR"),
        ("$20", "20.00", "USD"),
        ("paid 5k for credits", "5000.00", None),
        ("topped up 500", "500.00", None),
        ("nagload ako ng 300", "300.00", None),
        ("the amount is 1200", "1200.00", None),
        ("loaded 5000 instead of 500", "5000.00", None),
        ("wanted to load 500 but loaded 5000", "5000.00", None),
        ("paid 500 yesterday at 2pm", "500.00", None),
        ("i paid 1000, not 100", "1000.00", None),
        ("refund my ₱500 load", "500.00", "PHP"),
        ("refund the 500 pesos i paid", "500.00", "PHP"),
        ("i want a refund of the 500 i paid", "500.00", None),
        ("refund PHP 200, paid PHP 1000", "1000.00", "PHP"),
        ("five hundred pesos", "500.00", "PHP"),
        ("paid two thousand five hundred", "2500.00", None),
        ("sorry, 2000 pesos", "2000.00", "PHP"),
    ],
)
def test_the_price_is_read_with_its_currency(text: str, paid: str, currency: str | None) -> None:
    expected = {"paid": paid, "currency": currency}
    assert read(text) == {name: value for name, value in expected.items() if value}


@pytest.mark.parametrize(
    ("text", "fact", "value"),
    [
        ("the extra charge was ₱250", "duplicate_amount", "250.00"),
        ("duplicate payment of 500 pesos", "duplicate_amount", "500.00"),
        ("₱300 left of my load", "remaining_value", "300.00"),
        ("remaining balance is PHP 120.50", "remaining_value", "120.50"),
        ("used about ₱20 worth", "value_used", "20.00"),
        ("consumed 35.50 pesos", "value_used", "35.50"),
        ("standard rate is ₱1.00", "standard_rate", "1.00"),
        ("the discounted rate was ₱0.90 per sms", "discounted_rate", "0.90"),
        ("₱0.50 per message", "standard_rate", "0.50"),
    ],
)
def test_the_words_about_an_amount_say_which_it_is(text: str, fact: str, value: str) -> None:
    found = read(text)
    assert found.pop("currency") == "PHP"
    assert found == {fact: value}


def test_charged_500_twice_makes_500_the_price_and_the_duplicate() -> None:
    assert read("charged 500 twice") == {"paid": "500.00", "duplicate_amount": "500.00"}


@pytest.mark.parametrize(
    ("text", "expecting", "value"),
    [
        ("1000", "paid", "1000.00"),
        ("1k", "paid", "1000.00"),
        ("around 500 pesos", "paid", "500.00"),
        ("no wait 500 not 5000", "paid", "500.00"),
        ("2,500.00", "duplicate_amount", "2500.00"),
        ("35", "value_used", "35.00"),
    ],
)
def test_a_bare_figure_answers_the_question_for_an_amount(
    text: str, expecting: str, value: str
) -> None:
    assert read(text, expecting)[expecting] == value


@pytest.mark.parametrize(
    "text",
    [
        "1000",
        "bought 1000 sms",
        "sent 300 messages",
        "1.000 pesos",
        "paid at 2pm",
        "paid on 20/11",
        "charged 2 times",
        "500 not 5000",
        "refund of ₱500",
        "waiting for my refund of 500",
        "refund 500 please",
        "i want 500 back",
        "please give me back my 700 pesos",
        "expecting a reimbursement of 299 pesos",
        "₱300 should be refunded",
        "0 pesos",
        "recharge 2 days ago",
    ],
)
def test_other_figures_are_no_amounts(text: str) -> None:
    assert "paid" not in read(text)


def test_two_prices_are_left_to_the_customer() -> None:
    said = understand("paid 500 pesos and 700 pesos", now=NOW, zone="Asia/Manila")
    assert said.readings["paid"] == ["500.00", "700.00"]


@pytest.mark.parametrize(
    ("text", "paid"),
    [
        ("gateway plan, \u20b12,500, gcash", "2500.00"),
        ("PHP 12,000, nothing sent", "12000.00"),
        ("paid 1,250.50, by card", "1250.50"),
        ("paid P500,2 sent", "500.00"),
        ("spent 1,00,000, upi", "100000.00"),
    ],
)
def test_a_comma_within_a_number_is_no_end_of_it_and_one_after_it_is(text: str, paid: str) -> None:
    assert read(text)["paid"] == paid


@pytest.mark.parametrize(
    "text",
    [
        "rate 1.20 discounted 0.80",
        "my rate is 1.20, discounted to 0.80",
        "standard rate: 1.20, discounted rate: 0.80",
    ],
)
def test_the_two_rates_are_told_apart_without_a_word_of_paying(text: str) -> None:
    assert read(text) == {"standard_rate": "1.20", "discounted_rate": "0.80"}


@pytest.mark.parametrize("text", ["the error rate is 12", "delivery rate 40 only", "open rate 3"])
def test_a_rate_of_something_else_is_no_price(text: str) -> None:
    assert read(text) == {}
