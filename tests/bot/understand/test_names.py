from __future__ import annotations

from datetime import datetime

import pytest

from bot.understand import understand

NOW = datetime.fromisoformat("2026-11-25T15:00:00+08:00")


def read(fact: str, text: str, expecting: str | None = None) -> object:
    said = understand(text, now=NOW, zone="Asia/Manila", expecting=expecting)
    return said.facts.get(fact, said.readings.get(fact))


@pytest.mark.parametrize(
    ("product", "text"),
    [
        ("sms_credits", "refund my sms credits"),
        ("sms_credits", "bought 1000 sms"),
        ("sms_credits", "my load never came"),
        ("sms_credits", "the top-up from yesterday"),
        ("sms_credits", "i topped up 500"),
        ("sms_credits", "refund sms"),
        ("sms_credits", "recharge wapas karo"),
        ("sms_credits", "nag-load ako kahapon"),
        ("sms_credits", "unused credits"),
        ("premium_token", "I bought a premium token"),
        ("premium_token", "tokn refund"),
        ("premium_token", "my token is inactive"),
        ("sms_gateway", "the sms gateway plan we paid for"),
        ("sms_gateway", "bulk sms service"),
        ("sms_gateway", "sms api charges"),
        ("whatsapp_api", "whatsapp business api"),
        ("whatsapp_api", "paid for WhatsApp API"),
        ("whatsapp_api", "wa api"),
        ("rcs", "rcs messaging"),
        ("subscription", "cancel my subscription"),
        ("subscription", "monthly plan"),
        ("subscription", "annual membership"),
        ("subscription", "it auto renewed"),
        ("setup_fee", "the setup fee"),
        ("setup_fee", "refund the onboarding charges"),
        ("setup_fee", "whatsapp api setup fee"),
        ("platform_access", "platform access fee"),
        ("platform_access", "dashboard access"),
        ("promotional_credits", "promo credits"),
        ("promotional_credits", "the free sms credits"),
        ("promotional_credits", "bonus load"),
    ],
)
def test_a_product_is_known_by_its_everyday_names(product: str, text: str) -> None:
    assert read("product", text) == product


@pytest.mark.parametrize(
    "text",
    [
        *("sent 3 sms", "not one sms sent", "the page won't load", "contact me on whatsapp"),
        *("no sms was sent", "I have a plan", "hello", "it is not the token"),
    ],
)
def test_counted_messages_and_other_senses_are_no_product(text: str) -> None:
    assert read("product", text) is None


def test_two_products_are_left_to_the_customer() -> None:
    assert read("product", "the token and the rcs messages") == ["premium_token", "rcs"]


@pytest.mark.parametrize(
    ("method", "text"),
    [
        ("gcash", "paid via gcash"),
        ("gcash", "g-cash payment"),
        ("card", "paid with my credit card"),
        ("card", "by visa"),
        ("paypal", "through PayPal"),
        ("bank_transfer", "bank transfer"),
        ("bank_transfer", "sent by neft"),
        ("upi", "paid using gpay"),
        ("upi", "phonepe se kiya"),
        ("netbanking", "net banking"),
    ],
)
def test_a_way_of_paying_is_known_by_its_names(method: str, text: str) -> None:
    assert read("payment_method", text) == method


def test_visa_alone_is_a_card_only_where_the_way_of_paying_was_asked() -> None:
    assert read("payment_method", "do I need a visa to travel there?") is None
    assert read("payment_method", "visa", "payment_method") == "card"
    assert read("payment_method", "my visa card") == "card"


@pytest.mark.parametrize("text", ["refund to my gcash please", "not paypal", "send it to gcash"])
def test_where_the_refund_should_go_is_no_way_of_paying(text: str) -> None:
    assert read("payment_method", text) is None


@pytest.mark.parametrize(
    ("store", "text"),
    [
        ("apple", "bought in the app store"),
        ("apple", "through itunes"),
        ("google_play", "google play"),
        ("google_play", "via the play store"),
        ("roku", "on my roku"),
        ("direct", "directly from your website"),
        ("direct", "on the website"),
    ],
)
def test_a_store_is_known_by_its_names(store: str, text: str) -> None:
    assert read("store", text) == store


@pytest.mark.parametrize(
    ("cause", "text"),
    [
        ("merchant", "it was your server"),
        ("merchant", "the failure was on your side"),
        ("operator", "the operator"),
        ("operator", "telco issue"),
        ("dlt", "dlt"),
        ("meta", "meta side"),
        ("customer", "my own mistake"),
        ("network", "my internet was down"),
        ("unknown", "no idea"),
        ("unknown", "i dont know"),
    ],
)
def test_a_cause_answers_the_question_for_it(cause: str, text: str) -> None:
    assert read("failure_cause", text, "failure_cause") == cause
