from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timezone
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import select, text
from sqlalchemy.exc import StatementError

from bot.cases.case import Case
from bot.cases.database import Database
from bot.cases.tables import METADATA
from bot.errors import BadSetting

MIGRATE = """
    import sys
    from bot.cases.database import Database

    database = Database(sys.argv[1])
    print("ready", flush=True)
    sys.stdin.readline()
    database.migrate()
"""


def test_the_migrations_make_exactly_the_tables_that_are_mapped(database):
    with database.reading() as session:
        context = MigrationContext.configure(session.connection())
        assert compare_metadata(context, METADATA) == []


def test_migrating_twice_changes_nothing(database, write):
    ref = write().ref
    database.migrate()
    with database.reading() as session:
        assert session.execute(select(Case.ref)).scalars().all() == [ref]


def test_processes_that_migrate_at_the_same_time_wait_in_turn(url, start):
    # So many that some of them meet while the new file is switched to WAL.
    started = [start(MIGRATE, url) for _ in range(4)]
    assert [process.stdout.readline() for process in started] == ["ready\n"] * 4
    for process in started:
        process.stdin.write("go\n")
        process.stdin.flush()
    assert [process.communicate(timeout=60)[1] for process in started] == [""] * 4
    assert [process.returncode for process in started] == [0] * 4


def test_the_database_is_in_wal_and_holds_foreign_keys(database):
    with database.reading() as session:
        assert session.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert session.execute(text("PRAGMA foreign_keys")).scalar() == 1
        assert session.execute(text("PRAGMA busy_timeout")).scalar() == 10_000
        assert session.execute(text("PRAGMA synchronous")).scalar() == 1


def test_a_time_comes_back_aware_and_in_utc(database, write, now):
    write()
    with database.reading() as session:
        case = session.execute(select(Case)).scalar_one()
    assert case.asked_at == now
    assert case.asked_at.tzinfo is timezone.utc


def test_a_time_without_zone_is_refused(database, write):
    write()
    naive = datetime(2026, 3, 2)  # noqa: DTZ001 -- That is the point.
    with database.reading() as session, pytest.raises(StatementError, match="has no zone"):
        session.execute(select(Case).where(Case.answer_by == naive))


def test_an_error_leaves_nothing_behind(database, write):
    write()
    with suppress(ZeroDivisionError), database.writing() as session:
        session.execute(select(Case)).scalar_one().merchant = "iprog"
        session.flush()
        _ = 1 / 0
    with database.reading() as session:
        assert session.execute(select(Case.merchant)).scalar_one() is None


@pytest.mark.parametrize(
    "url",
    [
        "nonsense",
        "mystery://host/name",
        "sqlite:////proc/nowhere/refunds.db",
        "postgresql://somebody:secret@127.0.0.1:9/name",
    ],
)
def test_a_database_that_cannot_be_opened_is_told_in_one_line(url):
    with pytest.raises(BadSetting) as told:
        Database(url).migrate()
    assert "DATABASE_URL" in str(told.value)
    assert "\n" not in str(told.value)
    assert "secret" not in str(told.value)


def test_a_file_that_is_no_database_is_told(tmp_path: Path):
    (tmp_path / "notes.txt").write_text("not a database, but long enough to look at. " * 50)
    with pytest.raises(BadSetting, match="not a database"):
        Database(f"sqlite:///{tmp_path}/notes.txt").migrate()


def test_a_database_of_a_newer_program_is_told(database):
    with database.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(BadSetting, match="newer version"):
        database.migrate()
