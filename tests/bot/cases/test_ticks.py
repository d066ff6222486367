"""Ticks never go back, and a status settles what was in doubt."""

from __future__ import annotations

from itertools import permutations

import pytest
from sqlalchemy import select

from bot.cases.case import Delivery, Message
from bot.cases.deliveries import mark_in_doubt, mark_taken, put_off, take_pending
from bot.cases.steps import Said, commit_step, load_case
from bot.cases.ticks import tick


@pytest.fixture
def sending(database, write, now):
    """Return the id of a delivery on WhatsApp that is being sent."""
    ref = write().ref
    with database.writing() as session:
        case = load_case(session, ref)
        (message,) = commit_step(session, case, now, [Said("Hello")])
        delivery = session.execute(select(Delivery).filter_by(message_id=message.id)).scalar_one()
        delivery.channel = "whatsapp"
        session.flush()
        ((taken, _),) = take_pending(session, "whatsapp", "ana", now)
        return taken.id


def delivery(database, delivery_id):
    with database.reading() as session:
        return session.get(Delivery, delivery_id)


@pytest.mark.parametrize("order", list(permutations(["sent", "delivered", "read"])))
def test_in_whatever_order_statuses_come_it_ends_as_read(database, sending, now, order):
    with database.writing() as session:
        mark_taken(session, [sending], "wamid.1", now)
        for what in order:
            tick(session, [], "wamid.1", what, now, "")
    found = delivery(database, sending)
    assert (found.state, found.delivered_at, found.read_at) == ("sent", now, now)


def test_a_status_before_the_answer_to_the_sending_finds_its_words(database, sending, now):
    with database.writing() as session:
        tick(session, [sending], "wamid.1", "delivered", now, "")
        mark_taken(session, [sending], "wamid.1", now)
    assert delivery(database, sending).delivered_at == now


def test_a_failure_that_came_before_the_answer_to_the_sending_stays_one(database, sending, now):
    with database.writing() as session:
        assert len(tick(session, [sending], "wamid.1", "failed", now, "131026")) == 1
        mark_taken(session, [sending], "wamid.1", now)
        assert tick(session, [], "wamid.1", "failed", now, "131026") == []
        tick(session, [], "wamid.1", "sent", now, "")
    assert delivery(database, sending).state == "failed"
    assert delivery(database, sending).error == "131026"


def test_a_sending_in_doubt_is_settled_by_its_status(database, sending, now):
    with database.writing() as session:
        mark_in_doubt(session, [sending], "ReadTimeout", now)
    assert delivery(database, sending).state == "uncertain"
    with database.writing() as session:
        tick(session, [sending], "wamid.1", "sent", now, "")
    assert delivery(database, sending).state == "sent"


def test_what_was_delivered_has_not_failed(database, sending, now):
    with database.writing() as session:
        mark_taken(session, [sending], "wamid.1", now)
        tick(session, [], "wamid.1", "delivered", now, "")
        assert tick(session, [], "wamid.1", "failed", now, "131000") == []
    assert delivery(database, sending).state == "sent"


def test_another_message_of_the_same_number_is_not_ticked(database, sending, now):
    with database.writing() as session:
        mark_taken(session, [sending], "wamid.1", now)
        tick(session, [sending], "wamid.2", "read", now, "")
    assert delivery(database, sending).read_at is None


def test_words_that_are_put_off_hold_back_what_comes_after_them(database, sending, now):
    with database.writing() as session:
        put_off(session, [sending], "131056", now.replace(year=2030), now)
        message = session.get(Message, session.get(Delivery, sending).message_id)
        session.add(Delivery(message.id, "whatsapp", "ana", "pending", now))
    with database.writing() as session:
        assert take_pending(session, "whatsapp", "ana", now) == []
        assert len(take_pending(session, "whatsapp", "ana", now.replace(year=2031))) == 2
