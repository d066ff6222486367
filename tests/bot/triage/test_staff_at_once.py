"""Two members of staff, or one and the bot, act at the same moment, on both kinds of database."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import text

from bot.cases.database import Database
from bot.cases.history import history_of, verify
from bot.cases.inbox import Inbound, record_inbound
from bot.cases.steps import load_case
from bot.cases.turns import commit_turn, load_turn
from bot.errors import CaseChanged, NotAllowed, StaleAction
from bot.triage.keep_note import keep_note
from bot.triage.take_over import take_over
from tests.bot.cases import postgresql
from tests.bot.triage.staff import BEN, MARIA, NOW, Staff

KINDS = ["sqlite", "postgresql"] if postgresql.programs() else ["sqlite"]
ROUNDS = 5


@pytest.fixture(scope="module")
def postgresql_url() -> Iterator[str]:
    with postgresql.server() as url:
        yield url


@pytest.fixture(params=KINDS)
def database(request, tmp_path) -> Iterator[Database]:
    is_file = request.param == "sqlite"
    url = f"sqlite:///{tmp_path}/q.db" if is_file else request.getfixturevalue("postgresql_url")
    database = Database(url)
    if not is_file:
        with database._writer.begin() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
    database.migrate()
    yield database
    database.close()


def write(database, sender):
    with database.writing() as session:
        return record_inbound(session, Inbound("rest", sender, "hi", NOW, merchant="iprog"))


def test_of_two_who_take_over_at_once_one_has_the_case_and_the_other_is_told(
    database, book, replies
):
    for number in range(ROUNDS):
        at_case = Staff(database, book, replies, write(database, f"ana{number}").ref)
        seen, ready = at_case.seen(), Barrier(2)

        def try_it(by, at_case=at_case, seen=seen, ready=ready):
            ready.wait()
            try:
                return at_case.act(take_over, by=by, seen=seen).held_by
            except (StaleAction, NotAllowed) as refused:
                return refused

        with ThreadPoolExecutor(2) as pool:
            ends = list(pool.map(try_it, (MARIA, BEN)))
        (won,) = [end for end in ends if isinstance(end, str)]
        (lost,) = [end for end in ends if isinstance(end, StaleAction)]
        assert [entry.actor for entry in lost.since] == [won]
        assert at_case.loaded().held_by == won
        assert len([words for who, words in at_case.said() if who == "bot"]) == 1


def test_no_entry_is_lost_where_many_write_at_once(database, book, replies):
    at_case = Staff(database, book, replies, write(database, "ana").ref)

    def keep(number):
        at_case.act(keep_note, f"note {number}")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(keep, range(12)))
    with database.reading() as session:
        case = load_case(session, at_case.ref)
        entries = history_of(session, case)
    assert verify(case, entries) is None
    assert len([entry for entry in entries if entry.action == "noted"]) == 12


def test_a_turn_that_was_loaded_before_the_take_over_is_not_stored_after_it(
    database, book, replies
):
    recorded = write(database, "ana")
    at_case = Staff(database, book, replies, recorded.ref)
    with database.reading() as session:
        turn = load_turn(session, recorded.message_id)
    at_case.act(take_over)
    with pytest.raises(CaseChanged), database.writing() as session:
        commit_turn(session, turn.case, turn.message, [], NOW)
    assert at_case.loaded().who_speaks == "human"
