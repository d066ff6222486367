from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import func, select

from bot.cases.case import Case, HistoryEntry, Message
from bot.cases.inbox import Inbound, record_inbound, unprocessed


def count(database, what) -> int:
    with database.reading() as session:
        return session.execute(select(func.count()).select_from(what)).scalar_one()


def test_the_first_message_opens_a_case_and_the_second_joins_it(database, write):
    first, second = write("hello"), write("still there?")
    assert (first.repeated, second.repeated) == (False, False)
    assert first.ref == second.ref
    assert first.who_speaks == "bot"
    assert count(database, Case) == 1
    with database.reading() as session:
        opened = session.execute(select(HistoryEntry)).scalar_one()
    assert (opened.number, opened.actor, opened.action) == (1, "customer", "opened")


def test_senders_and_channels_have_cases_of_their_own(database, write, now):
    write(sender="ana")
    write(sender="ben")
    with database.writing() as session:
        record_inbound(session, Inbound("widget", "ana", "hello", now))
    assert count(database, Case) == 3


def test_the_company_becomes_known_when_the_door_knows_it(write):
    first = write()
    assert write(merchant="iprog").ref == first.ref
    assert write().ref == first.ref
    assert write(merchant="another").ref != first.ref


def test_a_repeated_message_is_stored_once_and_told_as_repeated(database, write):
    first, again = write("hello", message_id="m1"), write("hello", message_id="m1")
    assert again.repeated
    assert (again.message_id, again.case_id, again.ref) == (
        first.message_id,
        first.case_id,
        first.ref,
    )
    assert count(database, Message) == 1


def test_the_same_message_id_of_another_sender_is_another_message(write):
    write(sender="ana", message_id="m1")
    assert not write(sender="ben", message_id="m1").repeated


def test_a_message_posted_by_eight_threads_at_once_is_stored_once(database, write):
    with ThreadPoolExecutor(8) as pool:
        all_recorded = list(pool.map(lambda _: write(message_id="m1"), range(8)))
    assert [recorded.repeated for recorded in all_recorded].count(False) == 1
    assert len({recorded.message_id for recorded in all_recorded}) == 1
    assert count(database, Message) == 1
    assert count(database, Case) == 1


def test_messages_of_one_new_sender_from_eight_threads_open_one_case(database, write):
    with ThreadPoolExecutor(8) as pool:
        all_recorded = list(pool.map(lambda n: write(f"message {n}"), range(8)))
    assert len({recorded.ref for recorded in all_recorded}) == 1
    assert count(database, Message) == 8


def test_what_a_customer_writes_waits_for_an_answer_but_not_while_a_human_speaks(database, write):
    asked = write("hello")
    with database.writing() as session:
        session.execute(select(Case)).scalar_one().who_speaks = "human"
    told = write("are you a person?")
    assert told.who_speaks == "human"
    with database.reading() as session:
        assert unprocessed(session) == [asked.message_id]
        assert session.get(Message, told.message_id).state == "processed"


def test_text_that_no_database_takes_is_stored_without_what_offends(database, write):
    recorded = write("re\0fund \ud83d please " + "x" * 10_000, sender="a\0na")
    with database.reading() as session:
        message = session.get(Message, recorded.message_id)
    assert message.text == "refund ? please " + "x" * 10_000
    assert message.sender == "ana"
