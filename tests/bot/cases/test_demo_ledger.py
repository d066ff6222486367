from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.cases.case import Case, CaseFact
from bot.cases.demo_ledger import demo_purchases_of, replace_demo
from bot.cases.ledger import import_ledger
from bot.cases.purchase import Purchase


@pytest.fixture
def demo(database, now):
    def make(*told, real=False):
        rows = [
            Purchase("iprog", transaction_id, "ana@mail.example", now, {"paid": paid})
            for transaction_id, paid in told
        ]
        with database.writing() as session:
            (import_ledger if real else replace_demo)(session, rows)

    return make


def ledger(database):
    with database.reading() as session:
        rows = session.execute(select(Purchase)).scalars()
        return {row.transaction_id: (row.record["paid"], row.demo) for row in rows}


def test_demo_purchases_are_made_anew_at_each_start(database, demo):
    demo(("IPG-1", "1.00"), ("IPG-2", "1.00"))
    demo(("IPG-1", "2.00"), ("IPG-3", "2.00"))
    assert ledger(database) == {"IPG-1": ("2.00", True), "IPG-3": ("2.00", True)}


def test_a_demo_purchase_that_a_case_was_proved_for_stays_as_it_is(database, demo, write, now):
    demo(("IPG-1", "1.00"), ("IPG-2", "1.00"), ("IPG-3", "1.00"))
    write(merchant="iprog")
    with database.writing() as session:
        case = session.execute(select(Case)).scalar_one()
        case.proved = True
        case.facts.append(CaseFact("transaction_id", "claimed", "ipg2", now))
    demo(("IPG-1", "2.00"), ("IPG-2", "2.00"))
    assert ledger(database) == {"IPG-1": ("2.00", True), "IPG-2": ("1.00", True)}


def test_a_claim_without_proof_holds_no_demo_purchase(database, demo, write, now):
    demo(("IPG-1", "1.00"))
    write(merchant="iprog")
    with database.writing() as session:
        case = session.execute(select(Case)).scalar_one()
        case.facts.append(CaseFact("transaction_id", "claimed", "IPG-1", now))
    demo(("IPG-1", "2.00"))
    assert ledger(database) == {"IPG-1": ("2.00", True)}


def test_the_demo_never_touches_an_imported_purchase(database, demo):
    demo(("IPG-1", "7.00"), ("IPG-9", "7.00"), real=True)
    demo(("IPG-1", "1.00"))
    assert ledger(database) == {"IPG-1": ("7.00", False), "IPG-9": ("7.00", False)}


def test_an_imported_purchase_takes_the_place_of_the_demos(database, demo):
    demo(("IPG-1", "1.00"))
    demo(("IPG-1", "7.00"), real=True)
    demo()
    assert ledger(database) == {"IPG-1": ("7.00", False)}


def test_the_demo_is_told_in_its_order_and_without_real_records(database, demo):
    demo(("IPG-9", "1.00"), real=True)
    demo(("IPG-2", "1.00"), ("IPG-1", "1.00"))
    with database.reading() as session:
        told = [one.transaction_id for one in demo_purchases_of(session, "iprog")]
        assert demo_purchases_of(session, "interact") == []
    assert told == ["IPG-2", "IPG-1"]
