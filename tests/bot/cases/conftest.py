from __future__ import annotations

import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from bot.cases.database import Database
from bot.cases.inbox import Inbound, Recorded, record_inbound

MANILA = timezone(timedelta(hours=8))
NOW = datetime(2026, 3, 2, 14, 0, tzinfo=MANILA)


@pytest.fixture
def url(tmp_path: Path) -> str:
    """Return the address of a database in a file: in memory nothing ever has to wait."""
    return f"sqlite:///{tmp_path}/refunds.db"


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    """Return a database with all its tables."""
    database = Database(url)
    database.migrate()
    yield database
    database.close()


@pytest.fixture
def now() -> datetime:
    """Return the time at which all tests happen."""
    return NOW


@pytest.fixture
def write(database: Database, now: datetime) -> Callable[..., Recorded]:
    """Return a customer who writes one message."""

    def write_one(text: str = "I want a refund", sender: str = "ana", **more: object) -> Recorded:
        inbound = Inbound("rest", sender, text, now, **more)  # type: ignore[arg-type]
        with database.writing() as session:
            return record_inbound(session, inbound)

    return write_one


@pytest.fixture
def start() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Return how to start a Python script as a process of its own; none outlives the test."""
    started = []

    def start_one(script: str, *arguments: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", textwrap.dedent(script), *arguments]
        pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
        process = subprocess.Popen(command, text=True, **pipes)
        started.append(process)
        return process

    yield start_one
    for process in started:
        process.kill()
        process.communicate()
