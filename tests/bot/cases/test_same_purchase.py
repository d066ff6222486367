from __future__ import annotations

from datetime import timedelta

import pytest

from bot.cases.case import CaseFact
from bot.cases.same_purchase import REOPENS_WITHIN, other_case
from bot.cases.steps import load_case, store_case

LONG_AGO = REOPENS_WITHIN
JUST_SO_LONG = LONG_AGO - timedelta(seconds=1)


@pytest.fixture
def add(database, write, now):
    """Return how to add a case that was proved for a purchase; its customer is another one."""

    def add_one(sender="ben", transaction_id="IPG-1001", source="record", ago=0 * LONG_AGO, **rest):
        recorded = write(sender=sender, merchant="iprog")
        with database.writing() as session:
            case = load_case(session, recorded.ref)
            case.facts.append(CaseFact("transaction_id", source, transaction_id, now))
            for name, value in {"proved": True, "status": "pending", **rest}.items():
                setattr(case, name, value)
            store_case(session, case, now - ago)
        return recorded.case_id

    return add_one


@pytest.fixture
def find(database, write, now):
    def find_other(transaction_id="IPG-1001", merchant="iprog", besides=None):
        besides = besides or write(sender="ana", merchant="iprog").case_id
        with database.reading() as session:
            found = other_case(session, merchant, transaction_id, besides=besides, at=now)
        return found.id if found is not None else None

    return find_other


@pytest.mark.parametrize("typed", ["IPG-1001", " ipg 1oo1"])
def test_another_case_of_the_purchase_is_found_however_its_id_is_spelt(add, find, typed):
    case_id = add()
    assert find(typed) == case_id


def test_a_case_is_not_its_own_other(add, find):
    assert find(besides=add()) is None


def test_an_earlier_case_of_the_same_customer_is_another_case(add, find):
    earlier = add("ana", who_speaks="closed", status="refunded")
    assert find(besides=add("ana")) == earlier


def test_the_newest_of_several_is_found(add, find):
    add("ben")
    newest = add("eve")
    assert find() == newest


@pytest.mark.parametrize(
    "other",
    [
        {"transaction_id": "IPG-1002"},
        {"merchant": "another"},
        {"proved": False},
        {"source": "claimed"},
    ],
)
def test_a_case_that_was_not_proved_for_the_purchase_is_not_found(add, find, other):
    add(**other)
    assert find() is None


@pytest.mark.parametrize(
    ("state", "ago", "counts"),
    [
        ("open bot", timedelta(0), False),
        ("open waiting", LONG_AGO, True),
        ("open human", LONG_AGO, True),
        ("open closed", JUST_SO_LONG, True),
        ("open closed", LONG_AGO, False),
        ("pending bot", LONG_AGO, True),
        ("processing human", LONG_AGO, True),
        ("refunded closed", JUST_SO_LONG, True),
        ("refunded closed", LONG_AGO, False),
    ],
)
def test_a_case_counts_once_it_asked_somebody_and_while_it_may_go_on(add, find, state, ago, counts):
    status, who_speaks = state.split()
    case_id = add(status=status, who_speaks=who_speaks, ago=ago)
    assert find() == (case_id if counts else None)
