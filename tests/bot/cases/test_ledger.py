from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot.cases.ledger import (
    Imported,
    account_of_number,
    find_purchase,
    import_ledger,
    purchases_of,
)
from bot.cases.purchase import Purchase
from bot.errors import BadInput


@pytest.fixture
def purchase(now):
    def make(
        transaction_id="IPG-1001", email="ana@mail.example", merchant="iprog", at=now, **facts
    ):
        record = {"transaction_id": transaction_id, "account_email": email, **facts}
        return Purchase(merchant, transaction_id, email, at, record)

    return make


def put(database, *rows):
    with database.writing() as session:
        return import_ledger(session, rows)


def test_an_import_adds_what_is_new_and_replaces_what_is_known(database, purchase):
    assert put(database, purchase(paid="1.00"), purchase("IPG-1002")) == Imported(2, 0)
    assert put(database, purchase("ipg1001", paid="2.00"), purchase("IPG-1003")) == Imported(1, 1)
    with database.reading() as session:
        assert session.execute(select(func.count()).select_from(Purchase)).scalar_one() == 3
        assert find_purchase(session, "iprog", "IPG-1001").facts()["paid"] == "2.00"


@pytest.mark.parametrize(
    ("spelt", "email"),
    [
        ("IPG-1OO1", "ana@mail.example"),
        ("IPG_1001", "ana@mail.example"),
        ("IPG-1001", "ben@mail.example"),
    ],
)
def test_an_import_never_takes_the_place_of_another_purchase(database, purchase, spelt, email):
    put(database, purchase(paid="1.00"))
    other = purchase(spelt, email, paid="2.00")
    other.line = 7
    with pytest.raises(BadInput) as told:
        put(database, purchase("IPG-1000", paid="2.00"), other)
    assert str(told.value) == (
        f"Line 7: transaction '{spelt}' of '{email}' would take the place of transaction "
        "'IPG-1001' of 'ana@mail.example', which is stored. "
        "Write the ID and the email that are stored, or leave the row out."
    )
    with database.reading() as session:
        (stored,) = session.execute(select(Purchase)).scalars()
    assert (stored.account_email, stored.facts()["paid"]) == ("ana@mail.example", "1.00")


def test_every_row_that_would_take_anothers_place_is_named(database, purchase):
    ids = [f"IPG-{number}" for number in range(600)]
    put(database, *(purchase(one) for one in ids))
    with pytest.raises(BadInput) as told:
        put(database, *(purchase(one, "ben@mail.example") for one in ids))
    assert len(str(told.value).splitlines()) == 600


def test_the_same_purchase_may_be_spelt_otherwise(database, purchase):
    put(database, purchase(paid="1.00"))
    assert put(database, purchase("ipg 1001", "Ana@Mail.example ", paid="2.00")) == Imported(0, 1)


def test_an_import_is_longer_than_one_question_to_the_database(database, purchase):
    rows = [purchase(f"IPG-{number}") for number in range(1001)]
    assert put(database, *rows) == Imported(1001, 0)
    rows = [purchase(f"IPG-{number}") for number in range(1001)]
    assert put(database, *rows) == Imported(0, 1001)


@pytest.mark.parametrize(
    "typed",
    ["IPG-1001", "ipg-1001", "IPG1001", " ipg 1001 ", "IPG-1OO1", "IPG–10o1"],  # noqa: RUF001 -- People type it.
)
def test_a_purchase_is_found_as_customers_type_its_id(database, purchase, typed):
    put(database, purchase())
    with database.reading() as session:
        assert find_purchase(session, "iprog", typed).transaction_id == "IPG-1001"


@pytest.mark.parametrize("typed", ["IPG-1002", "IPG-101", "", "1001"])
def test_another_id_finds_nothing(database, purchase, typed):
    put(database, purchase())
    with database.reading() as session:
        assert find_purchase(session, "iprog", typed) is None


def test_one_merchant_does_not_see_the_ledger_of_another(database, purchase):
    put(database, purchase(paid="1.00"), purchase(merchant="another", paid="2.00"))
    with database.reading() as session:
        assert find_purchase(session, "iprog", "IPG-1001").facts()["paid"] == "1.00"
        assert find_purchase(session, "third", "IPG-1001") is None


def test_the_purchases_of_an_account_come_newest_first(database, purchase, now):
    put(
        database,
        purchase("IPG-1", at=now - timedelta(days=2)),
        purchase("IPG-2", at=now, email="Ana@Mail.example "),
        purchase("IPG-3", email="ben@mail.example"),
    )
    with database.reading() as session:
        found = purchases_of(session, "iprog", "ANA@mail.example")
    assert [one.transaction_id for one in found] == ["IPG-2", "IPG-1"]


def test_the_time_of_a_purchase_keeps_its_instant(database, purchase, now):
    put(database, purchase())
    with database.reading() as session:
        assert find_purchase(session, "iprog", "IPG-1001").purchased_at == now


def test_a_number_names_its_account_unless_two_accounts_share_it(database, purchase):
    ana, again, ben = purchase(), purchase("IPG-1002"), purchase("IPG-1003", "ben@mail.example")
    ana.account_phone = again.account_phone = "+639171234567"
    put(database, ana, again)
    with database.reading() as session:
        # WhatsApp writes numbers without the plus.
        assert account_of_number(session, "iprog", "639171234567") == "ana@mail.example"
        assert account_of_number(session, "interact", "639171234567") is None
        assert account_of_number(session, "iprog", "PH.1") is None
    ben.account_phone = "+639171234567"
    put(database, ben)
    with database.reading() as session:
        assert account_of_number(session, "iprog", "639171234567") is None
