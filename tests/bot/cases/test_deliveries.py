from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from sqlalchemy import select

from bot.cases.case import Delivery
from bot.cases.deliveries import (
    mark_deliveries,
    settle_interrupted,
    take_pending,
)
from bot.cases.steps import Said, commit_step, load_case


def say(database, ref, now, *texts):
    with database.writing() as session:
        case = load_case(session, ref)
        commit_step(session, case, now, [Said(text) for text in texts], author="staff")


def take(database, address="ana"):
    with database.writing() as session:
        return take_pending(session, "rest", address)


def states(database):
    with database.reading() as session:
        return session.execute(select(Delivery.state).order_by(Delivery.id)).scalars().all()


def test_words_are_taken_in_order_and_once(database, write, now):
    say(database, write().ref, now, "one", "two")
    assert [message.text for _, message in take(database)] == ["one", "two"]
    assert take(database) == []
    assert states(database) == ["sending", "sending"]


def test_only_the_words_for_that_address_are_taken(database, write, now):
    say(database, write(sender="ana").ref, now, "for Ana")
    say(database, write(sender="ben").ref, now, "for Ben", "also for Ben")
    assert [message.text for _, message in take(database, "ben")] == ["for Ben", "also for Ben"]


def test_eight_threads_never_take_the_same_words(database, write, now):
    say(database, write().ref, now, *[f"word {number}" for number in range(20)])
    with ThreadPoolExecutor(8) as pool:
        taken = [pair for pairs in pool.map(lambda _: take(database), range(8)) for pair in pairs]
    assert len(taken) == len({delivery.id for delivery, _ in taken}) == 20


def test_what_was_sent_stays_sent(database, write, now):
    say(database, write().ref, now, "one")
    ((delivery, _),) = take(database)
    later = now + timedelta(seconds=1)
    with database.writing() as session:
        mark_deliveries(session, [delivery.id], "sent", later)
        assert settle_interrupted(session, "rest") == 0
    with database.reading() as session:
        sent = session.get(Delivery, delivery.id)
    assert (sent.state, sent.attempts, sent.at) == ("sent", 1, later)


def test_a_sending_that_died_is_uncertain_and_not_sent_again(database, write, now):
    say(database, write().ref, now, "one")
    take(database)
    with database.writing() as session:
        assert settle_interrupted(session, "widget") == 0
        assert settle_interrupted(session, "rest") == 1
    assert states(database) == ["uncertain"]
    assert take(database) == []


def test_words_that_could_not_be_sent_can_wait_again(database, write, now):
    say(database, write().ref, now, "one")
    ((delivery, _),) = take(database)
    with database.writing() as session:
        mark_deliveries(session, [delivery.id], "pending", now)
    assert len(take(database)) == 1
