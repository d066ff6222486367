"""One customer on WhatsApp is one sender, whichever of their ids a message brings."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.cases.case import Case, Delivery, Message
from bot.cases.inbox import Inbound, record_inbound
from bot.cases.whatsapp_senders import (
    Ids,
    change_ids,
    forget_sender,
    reach,
    sender_of,
    window_closes_at,
)

NUMBER, USER, PHONE = "106540352242922", "PH.1", "639171234567"


@pytest.fixture
def wrote(database, now):
    """Return how somebody writes; it gives their sender."""

    def write(user_id=None, wa_id=None, at=now, number=NUMBER):
        with database.writing() as session:
            return sender_of(session, number, Ids(user_id, wa_id), at)

    return write


def test_the_user_id_names_a_customer_else_the_number(wrote):
    assert wrote(USER, PHONE) == USER
    assert wrote(None, "639170000000") == "639170000000"


def test_who_was_known_by_number_stays_who_they_are_when_a_user_id_comes(wrote):
    assert wrote(None, PHONE) == PHONE
    assert wrote(USER, PHONE) == PHONE
    assert wrote(USER, None) == PHONE, "Also once the number is hidden."


def test_two_who_prove_to_be_one_are_joined_with_all_that_was_theirs(database, wrote, now):
    by_number, by_user = wrote(None, PHONE), wrote(USER, None)
    for number, sender in enumerate((by_number, by_user)):
        with database.writing() as session:
            inbound = Inbound("whatsapp", sender, "hello", now, f"wamid.{number}")
            recorded = record_inbound(session, inbound)
            session.add(Delivery(recorded.message_id, "whatsapp", sender, "pending", now))
    assert wrote(USER, PHONE) == by_user
    with database.reading() as session:
        assert set(session.execute(select(Case.sender)).scalars()) == {by_user}
        assert set(session.execute(select(Message.sender)).scalars()) == {by_user}
        assert set(session.execute(select(Delivery.address)).scalars()) == {by_user}
    assert wrote(None, PHONE) == by_user


def test_a_customer_is_written_to_from_the_number_that_they_wrote_to_last(database, wrote, now):
    wrote(USER, PHONE, now)
    wrote(USER, PHONE, now + timedelta(hours=1), number="2")
    with database.reading() as session:
        assert reach(session, USER, ["2", NUMBER]).number_id == "2"
        assert reach(session, USER, [NUMBER]).ids == Ids(USER, PHONE)
        assert reach(session, "nobody", [NUMBER]) is None


def test_the_window_closes_24_hours_after_the_last_message_and_never_earlier(database, wrote, now):
    wrote(USER, at=now)
    wrote(USER, at=now - timedelta(hours=5))
    with database.reading() as session:
        assert window_closes_at(session, USER) == now + timedelta(hours=24)
        assert window_closes_at(session, "nobody") is None


def test_who_changes_their_number_is_still_the_same(database, wrote):
    sender = wrote(USER, PHONE)
    with database.writing() as session:
        change_ids(session, Ids(USER, PHONE), Ids("PH.2", "12195555358"))
    assert wrote("PH.2", None) == sender
    assert wrote(None, "12195555358") == sender


def test_nothing_is_known_of_a_customer_whose_words_are_erased(database, wrote):
    sender = wrote(USER, PHONE)
    with database.writing() as session:
        forget_sender(session, sender)
        assert reach(session, sender, [NUMBER]) is None
