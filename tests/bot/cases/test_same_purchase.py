from __future__ import annotations

from datetime import timedelta

import pytest

from bot.cases.purchase import transaction_key
from bot.cases.same_purchase import REOPENS_WITHIN, case_of_purchase
from bot.cases.steps import load_case, store_case
from bot.errors import CaseChanged

LONG_AGO = REOPENS_WITHIN
JUST_SO_LONG = LONG_AGO - timedelta(seconds=1)


@pytest.fixture
def add(database, write, now):
    """Return how to add a case that was proved for a purchase; its customer is another one."""

    def add_one(sender="ben", transaction_id="IPG-1001", ago=0 * LONG_AGO, **rest):
        recorded = write(sender=sender, merchant="iprog")
        with database.writing() as session:
            case = load_case(session, recorded.ref)
            case.purchase_key = transaction_key(transaction_id)
            for name, value in {"proved": True, "status": "pending", **rest}.items():
                setattr(case, name, value)
            if case.who_speaks == "closed":
                case.closed_at = now - ago
            store_case(session, case, now - ago)
        return recorded.case_id

    return add_one


@pytest.fixture
def find(database, write, now):
    def find_case(transaction_id="IPG-1001", merchant="iprog", besides=None):
        besides = besides or write(sender="ana", merchant="iprog").case_id
        with database.reading() as session:
            found = case_of_purchase(session, merchant, transaction_id, besides=besides, at=now)
        return found.id if found is not None else None

    return find_case


@pytest.mark.parametrize("typed", ["IPG-1001", " ipg 1oo1"])
def test_the_case_of_a_purchase_is_found_however_its_id_is_spelt(add, find, typed):
    case_id = add()
    assert find(typed) == case_id


def test_a_case_is_not_its_own_other(add, find):
    assert find(besides=add()) is None


def test_an_open_case_comes_before_one_that_was_closed_later(add, find):
    still_open = add("ben")
    add("eve", who_speaks="closed")
    assert find() == still_open


@pytest.mark.parametrize(
    "other", [{"transaction_id": "IPG-1002"}, {"merchant": "another"}, {"proved": False}]
)
def test_a_case_that_was_not_proved_for_the_purchase_is_not_found(add, find, other):
    add(**other)
    assert find() is None


@pytest.mark.parametrize(
    ("state", "ago", "counts"),
    [
        ("open bot", LONG_AGO, True),
        ("open waiting", LONG_AGO, True),
        ("processing human", LONG_AGO, True),
        ("refunded closed", JUST_SO_LONG, True),
        ("refunded closed", LONG_AGO, False),
    ],
)
def test_a_case_counts_while_it_is_open_and_while_it_may_be_reopened(add, find, state, ago, counts):
    status, who_speaks = state.split()
    case_id = add(status=status, who_speaks=who_speaks, ago=ago)
    assert find() == (case_id if counts else None)


def test_a_purchase_does_not_get_a_second_open_case(add):
    add("ben")
    with pytest.raises(CaseChanged, match="has an open case"):
        add("eve")
    add("eve", who_speaks="closed")
