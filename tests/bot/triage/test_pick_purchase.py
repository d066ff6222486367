"""A customer whose account is known picks the purchase from a masked list."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.cases.purchase import Purchase
from bot.triage.meaning import facts_of
from bot.triage.pick_purchase import masked, offer_purchases, take_vouched_account
from tests.bot.triage.conftest import NOW

ANA = "ana@example.com"


def bought(number, hours=3, product="sms_credits"):
    record = {"product": product, "paid": f"{number}.00", "currency": "PHP"}
    return Purchase("iprog", f"IPG-{number}", ANA, NOW - timedelta(hours=hours), record)


@pytest.fixture
def known(begin_turn):
    """Return a turn of a customer whom the door vouches for, with seven purchases."""

    def begin(**state):
        begun = begin_turn(vouched_email=ANA, **state)
        begun.lookups.purchases = lambda merchant, email: [
            bought(number) for number in range(1001, 1008) if (merchant, email) == ("iprog", ANA)
        ]
        take_vouched_account(begun)
        return begun

    return begin


def test_a_purchase_is_shown_masked(book):
    words = masked(bought(1000, product="premium_token"), book.merchants["iprog"])
    assert words == "Premium token, ₱1,000.00, 3 Mar, …1000"


def test_the_newest_five_are_offered_and_another_one(known):
    asked = known()
    offer_purchases(asked)
    (say,) = asked.said
    titles = [button.title for button in say.buttons]
    assert len(titles) == 6
    assert titles[0] == "SMS credits, ₱1,001.00, 3 Mar, …1001"
    assert titles[-1] == "Another one"
    assert facts_of(say.buttons[0].means).facts == {"transaction_id": "IPG-1001"}
    assert asked.done


def test_an_id_of_digits_alone_is_picked_as_text():
    assert facts_of("purchase=1001").facts == {"transaction_id": "1001"}


def test_after_another_one_its_id_is_asked_for(known):
    asked = known()
    asked.pressed = "purchase=?"
    offer_purchases(asked)
    assert asked.asked_fact() == "transaction_id"
    assert asked.said[0].response == "utter_ask_transaction_id"


@pytest.mark.parametrize("state", [{"proved": True}, {"merchant": "interact"}, {"merchant": None}])
def test_nothing_is_offered_where_there_is_nothing_to_pick(known, state):
    asked = known(**state)
    offer_purchases(asked)
    assert asked.said == []


def test_the_list_is_offered_once(known):
    asked = known()
    offer_purchases(asked)
    asked.done = False
    offer_purchases(asked)
    assert len(asked.said) == 1


def test_somebody_else_s_email_does_not_open_the_list(known):
    asked = known()
    asked.case.facts[0].value = "ben@example.com"
    offer_purchases(asked)
    assert asked.said == []


def test_nobody_is_known_whom_nobody_vouches_for(begin_turn):
    asked = begin_turn()
    take_vouched_account(asked)
    offer_purchases(asked)
    assert (asked.case.facts, asked.said) == ([], [])
