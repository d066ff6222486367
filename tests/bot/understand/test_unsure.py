from __future__ import annotations

from datetime import datetime

import pytest

from bot.understand import Understanding, understand

NOW = datetime.fromisoformat("2026-11-25T15:00:00+08:00")


def read(text: str, expecting: str | None = None) -> Understanding:
    return understand(text, now=NOW, zone="Asia/Manila", expecting=expecting)


@pytest.mark.parametrize(
    "text",
    [
        *("no idea", "not sure", "I don't know", "idk", "i dont remember", "can't recall"),
        *("hindi ko alam", "di ko na maalala", "pata nahi", "yaad nahi", "no clue", "I forgot"),
        *("i lost it", "I dont have it", "Not really sure", "unsure"),
    ],
)
def test_what_was_asked_cannot_be_told(text: str) -> None:
    assert read(text, "transaction_id").unknowable == {"transaction_id"}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("i dont remember the txn id", "transaction_id"),
        ("no idea what the transaction number is", "transaction_id"),
        ("I lost the reference number", "payment_reference"),
        ("not sure about the exact time", "purchased_at"),
        ("I don't know when I bought it", "purchased_at"),
        ("can't remember how many messages", "messages_sent"),
        ("don't know how much it was", "paid"),
        ("dont remember which email", "account_email"),
        ("hindi ko alam kung kailan", "purchased_at"),
    ],
)
def test_a_named_fact_cannot_be_told_whatever_was_asked(text: str, fact: str) -> None:
    assert read(text).unknowable == {fact}
    assert read(text, "product").unknowable == {fact}


@pytest.mark.parametrize(
    "text",
    [
        *("I don't know how to get a refund", "not sure who to ask", "no idea", "i dont know why"),
        *("I can't see my money", "yes", "don't know what to do"),
    ],
)
def test_other_ignorance_says_nothing_about_a_fact(text: str) -> None:
    assert read(text).unknowable == frozenset()


def test_not_knowing_how_to_claim_is_no_answer_to_a_question() -> None:
    assert read("I don't know how to get it back", "purchased_at").unknowable == frozenset()


@pytest.mark.parametrize(
    ("text", "expecting", "fact"),
    [
        ("actually I'm not sure", "messages_sent", "messages_sent"),
        ("actually I'm not sure about the time", "product", "purchased_at"),
        ("hmm, I may be wrong about the amount", None, "paid"),
        ("scratch that", "paid", "paid"),
        ("sorry, I was wrong about the transaction id", None, "transaction_id"),
        ("wait, not sure anymore", "purchased_at", "purchased_at"),
    ],
)
def test_what_is_taken_back_is_named_or_was_asked(
    text: str, expecting: str | None, fact: str
) -> None:
    said = read(text, expecting)
    assert said.withdrawn == {fact}
    assert said.unknowable == frozenset()


def test_a_new_value_in_the_same_breath_is_no_withdrawal() -> None:
    said = read("sorry, I was wrong about the time, it was yesterday at 2pm")
    assert said.withdrawn == frozenset()
    assert said.facts["purchased_at"] == "2026-11-24T14:00:00+08:00"


def test_a_correction_of_bare_figures_is_handed_on_with_both() -> None:
    assert read("no wait 500 not 5000").swaps == (("500", "5000"),)
    assert read("not 5000 but 500").swaps == (("500", "5000"),)
    assert read("its IPG99812 not 99821").swaps == ()


@pytest.mark.parametrize("asked", ["transaction_id", "payment_reference"])
@pytest.mark.parametrize(
    "text",
    [
        "it isn't there",
        "not in my receipt",
        "nothing here",
        "wala po dito",
        "no ref number",
        "none",
    ],
)
def test_an_id_that_is_nowhere_to_be_seen_cannot_be_told(text: str, asked: str) -> None:
    assert read(text, asked) == Understanding(unknowable=frozenset({asked}))
