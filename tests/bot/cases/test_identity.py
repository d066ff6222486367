from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot.cases.identity import TRIES, prove
from bot.cases.ledger import import_ledger
from bot.cases.purchase import Purchase
from bot.cases.tables import IDENTITY_TRIES


@pytest.fixture
def try_pair(database, now):
    with database.writing() as session:
        rows = [
            Purchase("iprog", f"IPG-100{number}", "Ana@Mail.example", now, {})
            for number in range(1, 9)
        ]
        import_ledger(session, rows)

    def try_one(
        email="ana@mail.example",
        transaction_id="IPG-1001",
        sender="rest:ana",
        at=now,
        merchant="iprog",
    ):
        with database.writing() as session:
            return prove(session, merchant, email, transaction_id, sender, at)

    return try_one


@pytest.mark.parametrize("email", ["ana@mail.example", " ANA@mail.Example "])
@pytest.mark.parametrize("transaction_id", ["IPG-1001", "ipg 1oo1"])
def test_the_right_pair_proves_who_the_customer_is(try_pair, email, transaction_id):
    assert try_pair(email, transaction_id).transaction_id == "IPG-1001"


@pytest.mark.parametrize(
    ("email", "transaction_id", "merchant"),
    [
        ("ben@mail.example", "IPG-1001", "iprog"),
        ("ana@mail.example", "IPG-2001", "iprog"),
        ("ana@mail.example", "IPG-1001", "another"),
        ("", "IPG-2001", "iprog"),
        ("ana@mail.example", "", "iprog"),
    ],
)
def test_whichever_half_is_wrong_the_answer_is_nothing(try_pair, email, transaction_id, merchant):
    assert try_pair(email, transaction_id, merchant=merchant) is None


def test_after_five_wrong_pairs_of_one_sender_a_right_one_is_not_looked_at(try_pair, now):
    for number in range(TRIES):
        assert try_pair(f"guess{number}@mail.example", f"IPG-200{number}") is None
    assert try_pair() is None
    assert try_pair(at=now + timedelta(minutes=59, seconds=59)) is None
    assert try_pair(at=now + timedelta(hours=1)) is not None


def test_a_fifth_try_still_counts(try_pair):
    for number in range(TRIES - 1):
        try_pair(f"guess{number}@mail.example", f"IPG-200{number}")
    assert try_pair() is not None


def test_five_senders_cannot_try_one_email_any_longer(try_pair):
    for number in range(TRIES):
        assert try_pair(transaction_id=f"IPG-200{number}", sender=f"rest:{number}") is None
    assert try_pair(sender="rest:sixth") is None
    assert try_pair(" ANA@mail.example", sender="rest:seventh") is None


def test_five_emails_cannot_be_tried_for_one_transaction_any_longer(try_pair):
    for number in range(TRIES):
        assert try_pair(f"guess{number}@mail.example", sender=f"rest:{number}") is None
    assert try_pair(transaction_id="ipg1001", sender="rest:sixth") is None
    assert try_pair(transaction_id="IPG-1002", sender="rest:seventh") is not None


def test_the_same_pair_again_counts_once(try_pair):
    for _ in range(3 * TRIES):
        assert try_pair() is not None
    for _ in range(3 * TRIES):
        assert try_pair(transaction_id="IPG-9999") is None
    assert try_pair(transaction_id="IPG-1002") is not None


def test_tries_are_kept_for_an_hour_and_nobodys_words_with_them(database, try_pair, now):
    try_pair("ben@mail.example", "IPG-1001", "rest:ben")
    with database.reading() as session:
        kept = session.execute(select(IDENTITY_TRIES)).one()
    assert not any(word in str(kept) for word in ("ben", "IPG", "1001"))
    try_pair(at=now + timedelta(hours=1))
    with database.reading() as session:
        assert session.execute(select(func.count()).select_from(IDENTITY_TRIES)).scalar_one() == 1
