from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.cases.case import CaseFact, Delivery, Message
from bot.cases.steps import Said, commit_step, load_case
from bot.errors import CaseChanged, CaseNotFound


def test_a_step_says_its_words_where_the_case_came_from(database, write, now):
    ref = write(sender="ana").ref
    with database.writing() as session:
        (words,) = commit_step(
            session, load_case(session, ref), now, [Said("We paid.")], author="staff"
        )
    with database.reading() as session:
        message = session.get(Message, words.id)
        delivery = session.execute(select(Delivery)).scalar_one()
    assert (message.author, message.text, message.in_reply_to) == ("staff", "We paid.", None)
    assert (delivery.message_id, delivery.channel, delivery.address) == (words.id, "rest", "ana")


def test_a_case_can_be_loaded_in_one_session_and_stored_in_several_others(database, write, now):
    ref = write().ref
    with database.reading() as session:
        case = load_case(session, ref)
    for value in ("rcs", "setup_fee"):
        case.facts = [CaseFact("product", "claimed", value, now)]
        with database.writing() as session:
            commit_step(session, case, now)
    with database.reading() as session:
        again = load_case(session, ref)
    assert (again.claim(), again.version) == ({"product": "setup_fee"}, 3)


def test_a_step_on_a_case_that_somebody_else_stored_is_refused(database, write, now):
    ref = write().ref
    with database.reading() as session:
        stale = load_case(session, ref)
    with database.writing() as session:
        commit_step(session, load_case(session, ref), now)
    with pytest.raises(CaseChanged, match=ref), database.writing() as session:
        commit_step(session, stale, now, [Said("Too late.")])


def test_a_reference_is_read_as_people_type_it(database, write):
    ref = write().ref
    with database.reading() as session:
        assert load_case(session, f" {ref.lower()} ").ref == ref


def test_an_unknown_reference_is_told(database):
    with database.reading() as session, pytest.raises(CaseNotFound, match="'RF-NONE'"):
        load_case(session, "RF-NONE")
