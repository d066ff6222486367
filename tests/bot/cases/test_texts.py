from __future__ import annotations

import pytest

from bot.cases.case import Message
from bot.cases.same_purchase import REOPENS_WITHIN
from bot.cases.states import pass_on
from bot.cases.steps import Said, commit_step, load_case
from bot.cases.texts import conversation_of, earlier_messages, older_unanswered
from bot.cases.turns import commit_turn, load_turn, record_unsent


@pytest.fixture
def answer(database, now):
    def answer_one(recorded, *words):
        with database.writing() as session:
            turn = load_turn(session, recorded.message_id)
            commit_turn(session, turn.case, turn.message, [Said(one) for one in words], now)

    return answer_one


@pytest.fixture
def close(database, now):
    def close_one(recorded):
        with database.writing() as session:
            case = load_case(session, recorded.ref)
            # So long ago that the next message opens a case of its own.
            pass_on(case, "close", now - REOPENS_WITHIN, "maya")
            commit_step(session, case, now, [Said("Closed.")], author="staff")

    return close_one


def read(database, query, recorded):
    with database.reading() as session:
        return query(session, session.get(Message, recorded.message_id))


def texts(messages):
    return [message.text for message in messages]


def said_with(database, sender="ana", channel="rest"):
    with database.reading() as session:
        return texts(conversation_of(session, channel, sender))


def test_earlier_messages_are_the_customers_own_before_this_one(database, write, answer):
    first = write("one")
    answer(first, "Got it.")
    write("two")
    third = write("three")
    write("four")
    write("elsewhere", sender="ben")
    assert texts(read(database, earlier_messages, third)) == ["one", "two"]
    assert read(database, earlier_messages, first) == []


def test_earlier_messages_of_a_closed_case_belong_to_that_case(database, write, close):
    close(write("one"))
    assert read(database, earlier_messages, write("two")) == []


def test_a_conversation_goes_over_all_cases_of_the_customer(database, write, answer, close):
    first = write("one")
    answer(first, "Got it.")
    close(first)
    write("two")
    write("elsewhere", sender="ben")
    assert said_with(database) == ["one", "Got it.", "Closed.", "two"]
    assert said_with(database, channel="page") == []
    assert said_with(database, sender="Ana") == []


def test_unsent_words_are_no_part_of_a_conversation(database, write, now):
    recorded = write("one")
    with database.writing() as session:
        record_unsent(session, recorded.message_id, [Said("I am the bot.")], now)
    assert said_with(database) == ["one"]


def test_older_messages_without_an_answer_come_oldest_first(database, write, answer):
    first, second, third = write("one"), write("two"), write("three")
    write("elsewhere", sender="ben")
    ids = [first.message_id, second.message_id]
    assert read(database, older_unanswered, third) == ids
    assert read(database, older_unanswered, second) == ids[:1]
    answer(first, "Got it.")
    assert read(database, older_unanswered, third) == ids[1:]


def test_the_first_message_and_an_answered_past_leave_nothing_to_answer(database, write, answer):
    first = write("one")
    assert read(database, older_unanswered, first) == []
    answer(first, "Got it.")
    assert read(database, older_unanswered, write("two")) == []


def test_an_unanswered_message_of_another_case_is_not_older(database, write, close):
    close(write("one"))
    assert read(database, older_unanswered, write("two")) == []
