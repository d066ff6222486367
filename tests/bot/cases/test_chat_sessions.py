"""A chat on a website opens for its own secret, its own merchant and its own account alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import text

from bot.cases.chat_sessions import (
    ChatKey,
    end_chat,
    enter_chat,
    is_customer_typing,
    is_open,
    mark_seen,
    new_chat,
    note_typing,
    seen_in,
    where_staff_type,
)
from bot.cases.inbox import Inbound, open_case, record_inbound
from bot.cases.steps import Said, say_to_last


def test_a_chat_opens_for_its_secret_and_no_other(database, now):
    with database.writing() as session:
        key = new_chat(session, "iprog", None, now)
        assert enter_chat(session, key, "iprog", None) is None
        assert enter_chat(session, replace(key, secret="guessed"), "iprog", None) == "session"
        assert enter_chat(session, replace(key, secret=""), "iprog", None) == "session"
        assert enter_chat(session, ChatKey("chat_other", key.secret), "iprog", None) == "session"
        assert enter_chat(session, key, "interact", None) == "session"


def test_its_secret_is_nowhere_in_the_database_and_in_no_log(database, now):
    with database.writing() as session:
        key = new_chat(session, "iprog", "ana@example.com", now)
        rows = str(session.execute(text("SELECT * FROM chat_sessions")).all())
    assert key.id in rows
    assert key.secret not in rows
    assert "ana" not in rows
    assert key.secret not in repr(key)


def test_a_chat_that_was_ended_opens_for_nobody(database, now):
    with database.writing() as session:
        key = new_chat(session, "iprog", None, now)
        assert is_open(session, key.id)
        end_chat(session, key.id, now)
        assert not is_open(session, key.id)
        assert enter_chat(session, key, "iprog", None) == "session"


def test_a_chat_belongs_to_the_first_account_that_the_company_signs_for(database, now):
    with database.writing() as session:
        key = new_chat(session, "iprog", None, now)
        assert enter_chat(session, key, "iprog", "ana@example.com") is None
        assert enter_chat(session, key, "iprog", "Ana@Example.com ") is None
        assert enter_chat(session, key, "iprog", "ben@example.com") == "account"
        # A signature that is too old names nobody; the chat goes on.
        assert enter_chat(session, key, "iprog", None) is None


def test_what_was_seen_stays_seen(database, now):
    with database.writing() as session:
        key = new_chat(session, "iprog", None, now)
        case = open_case(session, Inbound("web", key.id, "hello", now))
        session.flush()
        words = [Said("One."), Said("Two.")]
        first, second = (m.id for m in say_to_last(session, case, words, now))
        assert seen_in(session, key.id) == 0
        assert mark_seen(session, "web", key.id, second)
        assert not mark_seen(session, "web", key.id, first)
        assert seen_in(session, key.id) == second


def test_only_words_for_this_chat_can_be_seen_in_it(database, now):
    with database.writing() as session:
        ana, ben = (new_chat(session, "iprog", None, now).id for _ in range(2))
        case = open_case(session, Inbound("web", ana, "hello", now))
        session.flush()
        (words,) = say_to_last(session, case, [Said("For Ana.")], now)
        assert not mark_seen(session, "web", ben, words.id)
        assert not mark_seen(session, "web", ana, words.id + 1)
        assert seen_in(session, ben) == seen_in(session, ana) == 0


def test_typing_is_over_after_some_seconds(database, now):
    with database.writing() as session:
        ana, ben = (new_chat(session, "iprog", None, now).id for _ in range(2))
        note_typing(session, ana, "staff", now)
        note_typing(session, ben, "customer", now)
        assert where_staff_type(session, {ana, ben}, now) == {ana}
        assert where_staff_type(session, {ben}, now) == set()
        assert where_staff_type(session, {ana}, now + timedelta(seconds=10)) == set()


def test_a_customer_types_until_they_send_it_or_stop(database, now):
    def types(at):
        with database.reading() as session:
            return is_customer_typing(session, "web", chat, at)

    with database.writing() as session:
        chat = new_chat(session, "iprog", None, now).id
        note_typing(session, chat, "customer", now)
    assert types(now + timedelta(seconds=5))
    assert not types(now + timedelta(seconds=6))
    with database.writing() as session:
        record_inbound(session, Inbound("web", chat, "hi", now + timedelta(seconds=1)))
    assert not types(now + timedelta(seconds=2))
    with database.writing() as session:
        note_typing(session, chat, "customer", now + timedelta(seconds=3))
    assert types(now + timedelta(seconds=4))
