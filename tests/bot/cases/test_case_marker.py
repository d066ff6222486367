"""A case's mark is another one whenever its page would show something else."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from bot.cases.case import Delivery, Email
from bot.cases.case_marker import case_marker
from bot.cases.chat_sessions import mark_seen, new_chat
from bot.cases.inbox import Inbound, record_inbound
from bot.cases.steps import Said, commit_step, load_case
from bot.cases.transcript import transcript_of
from bot.cases.turns import record_unsent
from tests.bot.cases.conftest import NOW


@pytest.fixture
def chat(database):
    with database.writing() as session:
        return new_chat(session, "iprog", None, NOW).id


@pytest.fixture
def ref(database, chat):
    with database.writing() as session:
        inbound = Inbound("web", chat, "help", NOW, merchant="iprog")
        ref = record_inbound(session, inbound).ref
        case = load_case(session, ref)
        case.emails.append(Email("request", "to@m.example", "S", "B", NOW))
        commit_step(session, case, NOW, [Said("Hello"), Said("What happened?")])
        return ref


def marker(database, ref):
    with database.reading() as session:
        return case_marker(session, ref)


def transcript(database, ref):
    with database.reading() as session:
        return transcript_of(session, load_case(session, ref))


def test_what_became_of_words_and_what_was_seen_change_the_mark(database, ref, chat):
    marks = [marker(database, ref)]
    said = transcript(database, ref)[-1].message
    for change in (
        lambda s: s.execute(update(Delivery).values(state="sending")),
        lambda s: s.execute(update(Delivery).values(state="sent")),
        lambda s: s.execute(update(Delivery).values(delivered_at=NOW)),
        lambda s: s.execute(update(Delivery).values(read_at=NOW)),
        lambda s: mark_seen(s, "web", chat, said.id),
        lambda s: s.execute(update(Email).values(state="queued")),
        lambda s: record_inbound(s, Inbound("web", chat, "again", NOW, merchant="iprog")),
        lambda s: commit_step(s, load_case(s, ref), NOW),
    ):
        with database.writing() as session:
            change(session)
        marks.append(marker(database, ref))
    assert len(set(marks)) == len(marks)
    assert marker(database, ref) == marks[-1]


def test_two_deliveries_that_change_places_change_the_mark(database, ref):
    with database.writing() as session:
        one, other = session.query(Delivery).order_by(Delivery.id)
        one.state, other.state = "sent", "failed"
    before = marker(database, ref)
    with database.writing() as session:
        one, other = session.query(Delivery).order_by(Delivery.id)
        one.state, other.state = "failed", "sent"
    assert marker(database, ref) != before


def test_a_case_that_is_not_there_has_no_mark(database):
    assert marker(database, "RF-0000-0000") is None


def test_a_transcript_tells_what_became_of_each_word(database, ref, chat):
    with database.writing() as session:
        session.execute(update(Delivery).values(state="sent"))
    asked, hello, what = transcript(database, ref)
    assert (asked.message.author, asked.state, asked.is_seen) == ("customer", None, False)
    assert (hello.state, hello.is_seen, what.is_seen) == ("sent", False, False)
    with database.writing() as session:
        mark_seen(session, "web", chat, hello.message.id)
    assert [sent.is_seen for sent in transcript(database, ref)] == [False, True, False]


def test_words_that_were_kept_back_stand_in_the_transcript_as_such(database, ref):
    asked = transcript(database, ref)[0].message
    with database.writing() as session:
        record_unsent(session, asked.id, [Said("Too late")], NOW)
    last = transcript(database, ref)[-1]
    assert (last.message.text, last.state) == ("Too late", "withheld")
