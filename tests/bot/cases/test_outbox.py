from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.cases.case import Email
from bot.cases.history import history_of, verify
from bot.cases.outbox import BATCH, mark_email, settle_interrupted_emails, take_queued
from bot.cases.steps import commit_step, load_case
from bot.errors import CaseChanged


@pytest.fixture
def queue(database, write, now):
    def queue_emails(count=1, state="queued", **more):
        ref = write().ref
        with database.writing() as session:
            case = load_case(session, ref)
            for number in range(count):
                email = Email("request", "a@b.example", f"{number}", "Please.", now, state, **more)
                case.emails.append(email)
            commit_step(session, case, now)
        return ref

    return queue_emails


def take(database, at):
    with database.writing() as session:
        return take_queued(session, at)


def mark(database, email, state, at, **more):
    with database.writing() as session:
        mark_email(session, email.id, state, at, **more)


def stored(database):
    with database.reading() as session:
        return session.execute(select(Email).order_by(Email.id)).scalars().all()


def test_a_queued_email_is_taken_once_and_a_draft_never(database, queue, now):
    queue()
    queue(state="draft")
    (email,) = take(database, now)
    assert (email.state, email.attempts) == ("sending", 1)
    assert take(database, now) == []
    assert [one.state for one in stored(database)] == ["sending", "draft"]


def test_an_email_waits_for_its_time(database, queue, now):
    queue(not_before=now + timedelta(minutes=5))
    assert take(database, now + timedelta(minutes=4, seconds=59)) == []
    assert len(take(database, now + timedelta(minutes=5))) == 1


def test_emails_are_taken_oldest_first_in_rounds(database, queue, now):
    queue(BATCH + 1)
    assert [email.subject for email in take(database, now)] == [str(n) for n in range(BATCH)]
    assert [email.subject for email in take(database, now)] == [str(BATCH)]


def test_eight_threads_never_take_the_same_email(database, queue, now):
    queue(12)
    with ThreadPoolExecutor(8) as pool:
        taken = [
            email.id for one in pool.map(lambda _: take(database, now), range(8)) for email in one
        ]
    assert len(taken) == len(set(taken)) == 12


def test_what_became_of_an_email_stands_in_the_history_of_its_case(database, queue, now):
    ref = queue()
    (email,) = take(database, now)
    later = now + timedelta(minutes=5)
    mark(database, email, "queued", now, error="451 try later", not_before=later)
    (again,) = stored(database)
    assert (again.state, again.error, again.not_before) == ("queued", "451 try later", later)
    (email,) = take(database, later)
    assert email.attempts == 2
    mark(database, email, "sent", later)
    with database.reading() as session:
        case = load_case(session, ref)
        entries = history_of(session, case)
    assert [entry.action for entry in entries[1:]] == ["email_queued", "email_sent"]
    assert verify(case, entries) is None


def test_a_turn_that_knew_the_email_from_before_is_repeated(database, queue, now):
    ref = queue()
    with database.reading() as session:
        before = load_case(session, ref)
    take(database, now)
    before.emails[0].state = "dropped"
    with pytest.raises(CaseChanged), database.writing() as session:
        commit_step(session, before, now)
    assert stored(database)[0].state == "sending"


def test_a_sending_that_died_is_uncertain_and_not_sent_again(database, queue, now):
    queue(2)
    sent, _ = take(database, now)
    mark(database, sent, "sent", now)
    with database.writing() as session:
        assert settle_interrupted_emails(session) == 1
    assert [email.state for email in stored(database)] == ["sent", "uncertain"]
    assert take(database, now) == []


def test_a_sending_that_may_be_repeated_is_queued_again(database, queue, now):
    queue()
    take(database, now)
    with database.writing() as session:
        assert settle_interrupted_emails(session, "queued") == 1
    assert len(take(database, now)) == 1
