from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot.cases.case import CaseFact
from bot.cases.erase import erase
from bot.cases.identity import TRIES, TRIES_OF_ALL, look_up_reference, prove
from bot.cases.ledger import import_ledger
from bot.cases.purchase import Purchase
from bot.cases.steps import load_case
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


def test_the_right_pair_is_no_guess_however_often_it_comes(try_pair):
    for _ in range(3):
        for number in range(1, 9):
            assert try_pair(transaction_id=f"IPG-100{number}") is not None
    assert try_pair(sender="rest:ben") is not None


def test_the_same_wrong_pair_of_one_sender_counts_once(try_pair):
    for _ in range(3 * TRIES):
        assert try_pair(transaction_id="IPG-9999") is None
    assert try_pair(transaction_id="IPG-1002") is not None


def test_wrong_pairs_of_another_sender_leave_the_right_one_alone(try_pair):
    for number in range(2 * TRIES):
        assert try_pair(transaction_id=f"IPG-20{number:02}", sender="rest:eve") is None
    assert try_pair() is not None


@pytest.mark.parametrize("known", ["email", "transaction_id"])
def test_however_many_senders_guess_ten_pairs_an_hour_are_looked_at(database, try_pair, known, now):
    for number in range(3 * TRIES_OF_ALL):
        guess = {"transaction_id": f"IPG-20{number:02}", "email": f"g{number}@mail.example"}
        del guess[known]
        assert try_pair(**guess, sender=f"rest:{number}") is None
    with database.reading() as session:
        looked_at = session.execute(select(func.count()).select_from(IDENTITY_TRIES)).scalar_one()
    assert looked_at == TRIES_OF_ALL
    assert try_pair(" ANA@mail.example", "ipg 1oo1", sender="rest:lucky") is None
    late = now + timedelta(hours=1)
    assert try_pair(sender="rest:lucky", at=late) is not None


def test_guesses_at_one_transaction_leave_another_alone(try_pair):
    for number in range(TRIES_OF_ALL):
        try_pair(f"guess{number}@mail.example", sender=f"rest:{number}")
    assert try_pair(transaction_id="IPG-1002", sender="rest:other") is not None


def test_one_wrong_pair_of_many_senders_is_one_guess(try_pair):
    for number in range(2 * TRIES_OF_ALL):
        assert try_pair(transaction_id="IPG-9999", sender=f"rest:{number}") is None
    assert try_pair(sender="rest:new") is not None


@pytest.fixture
def lock_out(try_pair):
    """Return how others guess at Ana's email, and Ana at much else, until both limits hold."""

    def lock():
        for number in range(TRIES_OF_ALL):
            try_pair(transaction_id=f"IPG-20{number:02}", sender=f"rest:{number}")
        for number in range(TRIES):
            try_pair(f"guess{number}@mail.example", f"IPG-300{number}")

    return lock


@pytest.fixture
def keep_proof(database, write, now):
    """Return how a proof of Ana's is kept: by the case that stands on it."""

    def keep(transaction_id="IPG-1001", email="Ana@Mail.example", **changes):
        ref = write(merchant="iprog").ref
        with database.writing() as session:
            case = load_case(session, ref)
            case.proved = True
            for name, value in (("transaction_id", transaction_id), ("account_email", email)):
                case.facts.append(CaseFact(name, "record", value, now))
            for name, value in changes.items():
                setattr(case, name, value)
            session.flush()
            return case.id

    return keep


def test_who_proved_the_pair_before_cannot_be_locked_out(try_pair, keep_proof, lock_out):
    keep_proof()
    lock_out()
    assert try_pair("ana@mail.example", "ipg 1001").transaction_id == "IPG-1001"
    assert try_pair(sender="rest:eve") is None
    assert try_pair(sender="whatsapp:ana") is None


@pytest.mark.parametrize(
    "kept",
    [
        {"transaction_id": "IPG-1002"},
        {"email": "ben@mail.example"},
        {"proved": False},
        {"merchant": "another"},
        {"sender": "ben"},
    ],
)
def test_another_proof_opens_nothing(try_pair, keep_proof, lock_out, kept):
    keep_proof(**kept)
    lock_out()
    assert try_pair() is None


def test_an_erased_case_proves_nothing_any_more(database, try_pair, keep_proof, lock_out, now):
    case_id = keep_proof(who_speaks="closed")
    with database.writing() as session:
        erase(session, case_id, now, "maya")
    lock_out()
    assert try_pair() is None


def test_tries_are_kept_for_an_hour_and_nobodys_words_with_them(database, try_pair, now):
    try_pair("ben@mail.example", "IPG-1001", "rest:ben")
    with database.reading() as session:
        kept = session.execute(select(IDENTITY_TRIES)).one()
    assert not any(word in str(kept) for word in ("ben", "IPG", "1001"))
    try_pair("eve@mail.example", at=now + timedelta(hours=1))
    with database.reading() as session:
        assert session.execute(select(func.count()).select_from(IDENTITY_TRIES)).scalar_one() == 1


@pytest.fixture
def look_up(database, now):
    def look(ref, sender="rest:eve", at=now):
        with database.writing() as session:
            found = look_up_reference(session, ref, sender, at)
        return None if found is None else found.ref

    return look


def test_a_reference_finds_its_case_and_an_unknown_one_nothing(write, look_up):
    ref = write().ref
    assert look_up(ref) == ref
    assert look_up("RF-2222-AAAA") is None


def test_a_reference_of_a_case_that_joined_another_leads_there(database, write, look_up):
    left, joined = write(sender="ana"), write(sender="ben")
    with database.writing() as session:
        load_case(session, left.ref).joined_to = joined.case_id
    assert look_up(left.ref) == joined.ref


def test_after_five_unknown_references_a_right_one_is_not_looked_at(write, look_up, now):
    ref = write().ref
    for number in "23467":
        assert look_up(f"RF-2222-AAA{number}") is None
    assert look_up(ref) is None
    assert look_up(ref, sender="rest:another") == ref
    assert look_up(ref, at=now + timedelta(hours=1)) == ref


def test_unknown_references_and_wrong_pairs_are_counted_together(look_up, try_pair):
    for number in range(TRIES):
        try_pair(f"guess{number}@mail.example", f"IPG-200{number}", sender="rest:eve")
    assert look_up("RF-2222-AAAA", sender="rest:eve") is None
    assert try_pair(sender="rest:eve") is None


def test_many_who_ask_for_unknown_references_lock_nobody_out(write, look_up):
    ref = write().ref
    for number in range(TRIES_OF_ALL + 2):
        look_up("RF-2222-AAAA", sender=f"rest:{number}")
        look_up(f"RF-2222-{number:04}", sender=f"rest:{number}")
    assert look_up(ref) == ref
