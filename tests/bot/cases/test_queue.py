"""The desk's lists: whose cases, in which order, and whether anything changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.cases.case import CaseFact
from bot.cases.database import Database
from bot.cases.hold import HOLD_FOR, hold
from bot.cases.inbox import Inbound, record_inbound
from bot.cases.queue import (
    PAGE,
    Filters,
    choices,
    counts,
    is_seen_by,
    marker,
    other_cases,
    queue,
)
from bot.cases.staff_member import StaffMember
from bot.cases.states import pass_on
from bot.cases.steps import load_case, store_case
from tests.bot.cases import postgresql
from tests.bot.cases.conftest import NOW

KINDS = ["sqlite", "postgresql"] if postgresql.programs() else ["sqlite"]
MARIA = StaffMember("maria", "", "agent", NOW, merchants=["iprog"])
LEA = StaffMember("lea", "", "lead", NOW, merchants=["iprog", "interact"])
OTTO = StaffMember("otto", "", "owner", NOW)
NOBODY = StaffMember("nina", "", "agent", NOW)


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


@pytest.fixture
def add(database):
    """Return how to put a case into the database, by its sender's name."""

    def add_one(sender, merchant="iprog", who="waiting", **state):
        with database.writing() as session:
            ref = record_inbound(session, Inbound("rest", sender, "hi", NOW, merchant=merchant)).ref
            case = load_case(session, ref)
            if who != "bot":
                ways = {"waiting": "ask_person", "human": "take_over", "closed": "close"}
                pass_on(case, ways[who], NOW, "maria")
            if who == "human":
                hold(case, state.pop("by", "maria"), NOW)
            for name, value in state.items():
                setattr(case, name, value)
            store_case(session, case, NOW)
        return ref

    return add_one


@pytest.fixture
def refs(database):
    def of(name, member=MARIA, at=NOW, filters=None, **more):
        with database.reading() as session:
            return [row.ref for row in queue(session, member, name, at, filters, **more)]

    return of


def hours(count):
    return NOW + timedelta(hours=count)


def test_what_is_overdue_is_on_top_and_what_has_no_time_comes_last(add, refs, database):
    timeless = add("a", answer_by=None)
    later = add("b", answer_by=hours(5))
    late = add("c", answer_by=hours(-1))
    very_late = add("d", answer_by=hours(-2))
    assert refs("waiting") == [very_late, late, later, timeless]
    with database.reading() as session:
        rows = queue(session, MARIA, "waiting", NOW)
    assert [row.is_overdue for row in rows] == [True, True, False, False]


def test_each_list_has_its_own_cases(add, refs, database):
    waiting, mine = add("a"), add("b", who="human")
    bens, bots = add("c", who="human", by="ben"), add("d", who="bot")
    closed = add("e", who="closed")
    assert refs("waiting") == [waiting]
    assert refs("mine") == [mine]
    assert set(refs("all")) == {waiting, mine, bens, bots}
    assert refs("closed") == [closed]
    with database.reading() as session:
        assert counts(session, MARIA, NOW) == {
            "waiting": 1,
            "mine": 1,
            "all": 4,
            "closed": 1,
            "overdue": 0,
        }


def test_a_case_that_somebody_let_lie_waits_again(add, refs, database):
    left = add("a", who="human", by="ben")
    assert refs("waiting") == []
    assert refs("waiting", at=NOW + HOLD_FOR) == [left]
    with database.reading() as session:
        (row,) = queue(session, MARIA, "all", NOW)
        (later,) = queue(session, MARIA, "all", NOW + HOLD_FOR)
    assert (row.held_by, later.held_by) == ("ben", None)


def test_nobody_sees_another_merchants_cases_in_any_list_or_count(add, refs, database):
    own, others, unknown = add("a"), add("b", "interact"), add("c", None)
    assert refs("waiting") == [own]
    assert set(refs("waiting", LEA)) == {own, others, unknown}
    assert set(refs("waiting", OTTO)) == {own, others, unknown}
    assert refs("waiting", NOBODY) == []
    assert refs("waiting", filters=Filters(merchant="interact")) == []
    with database.reading() as session:
        assert counts(session, MARIA, NOW)["all"] == 1
        assert counts(session, NOBODY, NOW)["all"] == 0
        assert choices(session, MARIA)["merchant"] == ["iprog"]
        assert choices(session, OTTO)["merchant"] == ["interact", "iprog"]


def test_lists_are_narrowed_by_merchant_outcome_and_reason(add, refs, database):
    asked = add("a", reason="asked", decision={"outcome": "review"})
    failed = add("b", reason="failed", decision={"outcome": "eligible"})
    other = add("c", "interact", reason="asked")
    assert refs("waiting", LEA, filters=Filters(reason="asked")) == [asked, other]
    assert refs("waiting", LEA, filters=Filters(outcome="eligible")) == [failed]
    assert refs("waiting", LEA, filters=Filters("interact", reason="asked")) == [other]
    with database.reading() as session:
        assert choices(session, LEA)["outcome"] == ["eligible", "review"]
        assert choices(session, LEA)["reason"] == ["asked", "failed"]
        assert counts(session, LEA, NOW, Filters(reason="asked"))["waiting"] == 2


def test_pages_follow_each_other_without_gap_or_repeat(add, refs):
    every = [add(f"s{number}") for number in range(PAGE + 3)]
    first, second = refs("waiting"), refs("waiting", page=2)
    assert (len(first), len(second)) == (PAGE, 3)
    assert first + second == every
    assert refs("waiting", page=0) == first


def test_the_mark_changes_with_each_step_and_each_word_and_not_otherwise(add, database):
    def mark(member=MARIA):
        with database.reading() as session:
            return marker(session, member)

    ref = add("a", who="human")
    before = mark()
    assert mark() == before
    with database.writing() as session:
        # While a person speaks the customer's words change no case.
        record_inbound(session, Inbound("rest", "a", "hello?", NOW, merchant="iprog"))
    said = mark()
    assert said != before
    with database.writing() as session:
        store_case(session, load_case(session, ref), NOW)
    assert mark() != said


def test_the_mark_tells_nothing_of_what_other_companies_customers_write(add, database):
    def mark():
        with database.reading() as session:
            return marker(session, MARIA)

    add("a")
    before = mark()
    add("b", "interact")
    assert mark() == before


def test_other_cases_of_the_customer_are_those_of_sender_and_proved_account(add, database):
    this = add("a", vouched_email="ana@example.com")
    same_sender = add("a", "interact")
    same_account = add("b", vouched_email="ana@example.com")
    claimed_alone = add("c")
    with database.writing() as session:
        case = load_case(session, claimed_alone)
        case.facts.append(CaseFact("account_email", "claimed", "ana@example.com", NOW))
        store_case(session, case, NOW)
    with database.reading() as session:
        case = load_case(session, this)
        assert {c.ref for c in other_cases(session, LEA, case)} == {same_sender, same_account}
        assert {c.ref for c in other_cases(session, MARIA, case)} == {same_account}


def test_the_marker_reads_an_index_alone(database):
    if database._url.get_backend_name() != "sqlite":
        return
    with database.reading() as session:
        merchants = is_seen_by(MARIA).compile(compile_kwargs={"literal_binds": True})
        query = f"EXPLAIN QUERY PLAN SELECT sum(version) FROM cases WHERE {merchants}"  # noqa: S608 -- Of our own.
        plan = session.execute(text(query)).all()
    assert "COVERING INDEX cases_versions" in str(plan)
