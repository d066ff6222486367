"""The database: sessions that read, sessions that write, and the way to the newest tables.

SQLite by default: in WAL, and every transaction that writes begins with BEGIN IMMEDIATE.
SQLAlchemy's default begins late, so that of two processes which read and then write one
loses its work without an error.
"""

from __future__ import annotations

import hashlib
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import create_engine, event, func, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool

import bot.cases.whatsapp_tables  # noqa: F401 -- Without the tables no session knows what a Case is.
from bot.errors import BadSetting

MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_MS = 10_000
#: How long to wait between two tries to switch a new file to WAL, in seconds.
SWITCH_SECONDS = 0.02
#: Alembic keeps the migration that is running in module globals.
_ONE_MIGRATION = threading.Lock()


class Database:
    """One database, given by its SQLAlchemy URL. Nothing is opened before it is used."""

    def __init__(self, url: str) -> None:
        self._url, self._engine = _engine(url)
        self._writer = self._engine.execution_options(begin="BEGIN IMMEDIATE")

    @contextmanager
    def reading(self) -> Iterator[Any]:
        """Give a session for reading; what it loaded can be used after it."""
        with Session(self._engine, future=True, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Any]:
        """Give a session that commits at the end, or leaves nothing behind after an error."""
        session = Session(self._writer, future=True, expire_on_commit=False)
        with session, session.begin():
            # SQLite's write lock is taken now, before anything is read.
            session.connection()
            yield session

    def migrate(self) -> None:
        """Bring the tables up to date; processes that start at the same time wait in turn.

        Raises:
            BadSetting: the database cannot be opened, or is newer than this program.
        """
        try:
            self._make_folder()
            with _ONE_MIGRATION, self._writer.begin() as connection:
                one_at_a_time(connection, "migrate")
                command.upgrade(_alembic(connection), "head")
        except (DBAPIError, OSError) as error:
            reason = str(getattr(error, "orig", error)).strip().splitlines()[0]
            raise BadSetting(f"{self._name()} cannot be opened: {reason}. {_ADVICE}") from error
        except CommandError as error:
            raise BadSetting(
                f"{self._name()} was written by a newer version of this program ({error}). "
                "Update the program or name another database."
            ) from error

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    def _name(self) -> str:
        return f"The database of DATABASE_URL, {self._url.render_as_string(hide_password=True)},"

    def _make_folder(self) -> None:
        if self._url.get_backend_name() == "sqlite" and self._url.database:
            Path(self._url.database).parent.mkdir(parents=True, exist_ok=True)


_ADVICE = "Check the address, and that it may be written, or set DATABASE_URL to another one."


def one_at_a_time(connection: Any, *key: str) -> None:
    """Let only one transaction at once go on that names this key, until it ends.

    SQLite has but one writer, and `writing` waits for it; PostgreSQL is asked for a lock.
    """
    if connection.dialect.name != "postgresql":
        return
    digest = hashlib.sha256("\0".join(key).encode()).digest()
    number = int.from_bytes(digest[:8], "big", signed=True)
    connection.execute(select(func.pg_advisory_xact_lock(number)))


def _engine(text: str) -> tuple[URL, Any]:
    try:
        url = make_url(text)
        engine = create_engine(url, future=True, **_options(url))
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        raise BadSetting(
            "DATABASE_URL is no database's address that can be used. "
            "Write sqlite:///var/refunds.db or postgresql://user:password@host/name."
        ) from error
    if url.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return url, engine


def _options(url: URL) -> dict[str, Any]:
    if url.get_backend_name() != "sqlite":
        return {"pool_pre_ping": True}
    # SQL runs in threads; a connection is used by one thread at a time.
    return {"poolclass": QueuePool, "connect_args": {"check_same_thread": False}}


def _prepare_sqlite(connection: Any, record: object) -> None:  # noqa: ARG001 -- SQLAlchemy gives it.
    # The driver would begin transactions on its own, and late.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    _use_wal(connection)
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")


def _use_wal(connection: Any) -> None:
    """Switch a new file to WAL; SQLite itself does not wait for another that is switching it."""
    deadline = time.monotonic() + BUSY_MS / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(SWITCH_SECONDS)
        else:
            return


def _begin_sqlite(connection: Any) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))


def _alembic(connection: Any) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
