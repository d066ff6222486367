"""A database that is in use keeps its cases when the tables change."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from alembic import command
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from bot.cases.case import Case
from bot.cases.database import Database, _alembic
from tests.bot.cases import postgresql

#: PostgreSQL is tried wherever it is installed.
KINDS = ["sqlite", "postgresql"] if postgresql.programs() else ["sqlite"]

CASE = """
    INSERT INTO cases (id, ref, channel, sender, merchant, asked_at, created_at, updated_at,
        who_speaks, status, misunderstood, proved, confirmed, history_count, history_head, version)
    VALUES (:id, :ref, 'rest', 'ana', 'iprog', :at, :at, :at, :who, 'open', 0, :proved, :no, 0, '',
        1)
"""
FACT = """
    INSERT INTO case_facts (case_id, name, source, value, unknowable, at)
    VALUES (:case, 'transaction_id', 'record', :value, :no, '2026-03-02 06:00:00')
"""


@pytest.fixture(scope="module")
def postgresql_url() -> Iterator[str]:
    with postgresql.server() as url:
        yield url


@pytest.fixture(params=KINDS)
def old(request, tmp_path) -> Iterator[Database]:
    """Return a database with the first tables and four cases, three of them of one purchase."""
    is_file = request.param == "sqlite"
    url = f"sqlite:///{tmp_path}/old.db" if is_file else request.getfixturevalue("postgresql_url")
    database = Database(url)
    with database._writer.begin() as connection:
        if request.param == "postgresql":
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
        command.upgrade(_alembic(connection), "0001")
        for id_, who, transaction in (
            (1, "closed", "IPG-1001"),
            (2, "waiting", "ipg 1001"),
            (3, "bot", "IPG-1OO1"),
            (4, "bot", None),
        ):
            at = "2026-03-02 06:00:00"
            known = {"id": id_, "ref": f"RF-{id_}", "at": at, "who": who, "no": False}
            connection.execute(text(CASE), {**known, "proved": transaction is not None})
            if transaction:
                value = json.dumps(transaction)
                connection.execute(text(FACT), {"case": id_, "value": value, "no": False})
    yield database
    database.close()


def test_cases_are_kept_and_get_what_is_new(old):
    old.migrate()
    with old.reading() as session:
        first, *_, last = session.execute(select(Case).order_by(Case.id)).scalars()
    assert first.closed_at == first.updated_at
    assert last.closed_at is None
    assert (last.told, last.additions, last.aside, last.voices) == ([], [], [], {})
    assert (last.contradictions, last.settlement, last.joined_to) == ([], None, None)


def test_only_the_first_open_case_of_a_purchase_stands_for_it(old):
    old.migrate()
    with old.reading() as session:
        keys = session.execute(select(Case.purchase_key).order_by(Case.id)).scalars().all()
    assert keys == ["IPG1001", "IPG1001", None, None]


def test_a_purchase_cannot_have_two_open_cases(old):
    old.migrate()
    with pytest.raises(IntegrityError), old.writing() as session:
        session.get(Case, 4).purchase_key = "IPG1001"


def test_a_case_can_still_be_changed_and_stored(old):
    old.migrate()
    with old.writing() as session:
        session.get(Case, 3).told = ["intro"]
    with old.reading() as session:
        assert session.get(Case, 3).told == ["intro"]
