from __future__ import annotations

from datetime import datetime

import pytest

from bot.understand import understand
from bot.understand.ids import id_key

NOW = datetime.fromisoformat("2026-11-25T15:00:00+08:00")


def read(text: str, expecting: str | None = None) -> dict[str, object]:
    facts = understand(text, now=NOW, zone="Asia/Manila", expecting=expecting).facts
    return {name: facts[name] for name in ("transaction_id", "payment_reference") if name in facts}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("txn IPG-1001", "IPG-1001"),
        ("txn ipg-1001 pls", "IPG-1001"),
        ("IPG1001", "IPG1001"),
        ("ipg 1001", "IPG1001"),
        ("my txn is ipg1001.", "IPG1001"),
        ("transaction id is TX9", "TX9"),
        ("transaction ID: tx9", "TX9"),
        ("trans no. 88123", "88123"),
        ("order #55321", "55321"),
        ("cancelling order55321", "55321"),
        ("order number is 55321", "55321"),
        ("Order ID 7", "7"),
        ("refund TX9 please", "TX9"),
        ("tx9 refund", "TX9"),
        ("its IPG99812 not 99821", "IPG99812"),
        ("not TX9 but TX10", "TX10"),
        ("refund TXN00912", "TXN00912"),
        ("txn-4410", "TXN-4410"),
        ("transaction reference ABC123456", "ABC123456"),
        ("txn id ko ay IPG-2044", "IPG-2044"),
        ("txn_id=IPG_2044", "IPG_2044"),
        ("transaction number IPG-20-44A", "IPG-20-44A"),
        ("paid 500 for INT-20261120-07", "INT-20261120-07"),
    ],
)
def test_a_transaction_id_is_found_as_customers_type_it(text: str, value: str) -> None:
    assert read(text) == {"transaction_id": value}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("gcash ref no. 9012345678901", "9012345678901"),
        ("gcash ref 3018 442 199 021", "3018442199021"),
        ("UTR 412345678901", "412345678901"),
        ("upi reference: 412345678901", "412345678901"),
        ("reference number is 301844219", "301844219"),
        ("payment ref PMT20261120A", "PMT20261120A"),
    ],
)
def test_a_payment_reference_is_not_a_transaction_id(text: str, value: str) -> None:
    assert read(text) == {"payment_reference": value}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("99821", "99821"),
        ("it's tx 9", "TX9"),
        ("ipg 1001", "IPG1001"),
        ("I think IPG-1001", "IPG-1001"),
        ("ok its 20441", "20441"),
        ("TX9", "TX9"),
        ("ipg 1006", "IPG1006"),
        ("99812", "99812"),
        ("the number is 99812", "99812"),
        ("99812 not 99821", "99812"),
    ],
)
def test_a_bare_id_answers_the_question_for_it(text: str, value: str) -> None:
    assert read(text, "transaction_id") == {"transaction_id": value}


@pytest.mark.parametrize(
    "text",
    [
        "transaction of 500 pesos",
        "order 2 days ago",
        "order placed 24-Nov-2026 09:05 PM",
        "order made 3 days ago",
        "I paid PHP500",
        "P500 for load",
        "rs 1499",
        "my phone is 0917 123 4567",
        "call me at +63 917 123 4567",
        "the transaction yesterday at 2pm",
        "transaction on 20/11/2026",
        "nov 20",
        "sent 300 sms",
        "error 500",
        "my case is RF-7K3M-92QD",
        "invoice INV-2044",
        "covid19",
        "jack 8812 here",
        "24/7 support",
        "i dont remember the txn id",
        "bought 1000 credits",
        "you have 100 more",
    ],
)
def test_an_amount_a_date_or_a_phone_is_no_id(text: str) -> None:
    assert read(text) == {}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("GC-88120", "GC-88120"),
        ("gc 88120", "GC88120"),
        ("it's GX5512", "GX5512"),
        ("ref 9004567890123", "9004567890123"),
        ("9004567890123", "9004567890123"),
        ("my ref is 0045 771 209", "0045771209"),
        ("0045 771 209", "0045771209"),
        ("i think 4471120", "4471120"),
        ("gcash 9004567890123", "9004567890123"),
    ],
)
def test_a_bare_id_answers_the_question_for_the_reference(text: str, value: str) -> None:
    assert read(text, "payment_reference") == {"payment_reference": value}


@pytest.mark.parametrize(
    ("text", "value"), [("TX9", "TX9"), ("the transaction id is IPG-1001", "IPG-1001")]
)
def test_what_is_surely_a_transaction_id_is_no_reference(text: str, value: str) -> None:
    assert read(text, "payment_reference") == {"transaction_id": value}


@pytest.mark.parametrize("asked", [None, "transaction_id", "payment_reference"])
@pytest.mark.parametrize(
    "text",
    [
        "topped up 500 yday",
        "up 500",
        "for 1000",
        "around 3000",
        "it took off 5000",
        "i want 500 back",
        "add 500 more",
        "sent 2000",
        "my ssn 5970",
        "UP 500 AND GONE",
    ],
)
def test_a_word_before_a_number_makes_no_id(text: str, asked: str | None) -> None:
    assert read(text, asked) == {}


@pytest.mark.parametrize("text", ["the first one", "2pm", "500 pesos", "not sure", "yesterday"])
def test_another_answer_is_no_id_even_when_one_is_asked_for(text: str) -> None:
    assert read(text, "transaction_id") == {}


def test_two_ids_are_left_to_the_customer() -> None:
    said = understand("TX91 and TX92 are the same", now=NOW, zone="Asia/Manila")
    assert said.readings == {"transaction_id": ["TX91", "TX92"]}


@pytest.mark.parametrize("typed", ["IPG-1001", "ipg 1001", "IPG1oo1", "lpg_1001", "ipgl00l"])
def test_spellings_of_one_id_have_one_key(typed: str) -> None:
    assert id_key(typed) == id_key("IPG-1001")


@pytest.mark.parametrize("asked", ["transaction_id", "payment_reference"])
@pytest.mark.parametrize("text", ["1500", "it's 250", "\u20b1900", "php 2000", "75"])
def test_a_short_figure_or_an_amount_is_no_id_even_when_one_was_asked_for(
    text: str, asked: str
) -> None:
    assert read(text, asked) == {}


@pytest.mark.parametrize("text", ["the ID is 1500", "id: 1500", "my id 1500"])
def test_a_short_figure_that_is_called_the_id_is_one(text: str) -> None:
    assert read(text, "transaction_id") == {"transaction_id": "1500"}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("INT/24/7002", "INT/24/7002"),
        ("int/24/7003 is the txn id", "INT/24/7003"),
        ("its IK-pay-90a1", "IK-PAY-90A1"),
        ("refund for AB-2026-11-0042 pls", "AB-2026-11-0042"),
    ],
)
def test_an_id_of_several_parts_is_found(text: str, value: str) -> None:
    assert read(text)["transaction_id"] == value


@pytest.mark.parametrize(
    "text", ["mon/tue/wed", "jan-12-2026", "sep/03/2026", "and/or/123", "2026-11-22"]
)
def test_a_date_or_a_list_of_words_is_no_id(text: str) -> None:
    assert "transaction_id" not in read(text)
