"""`refunds staff`: the command, in processes of its own, on a real database file."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import datetime, timezone

import pytest

from bot.cases.database import Database
from bot.cases.staff import load_staff
from bot.cases.staff_sessions import begin_session, signed_in
from bot.desk.passwords import is_password
from bot.settings import ROOT

NOW = datetime.now(timezone.utc)


@pytest.fixture(scope="module")
def url(tmp_path_factory):
    return f"sqlite:///{tmp_path_factory.mktemp('people')}/cases.db"


@pytest.fixture(scope="module")
def refunds(url):
    """Return how to run one command at the desk of maria, in one database for all tests here."""

    def run(*arguments, typed=""):
        known = {**os.environ, "DATABASE_URL": url}
        command = [sys.executable, "-m", "bot.cli", *arguments]
        return subprocess.run(
            command,
            check=False,
            input=typed,
            capture_output=True,
            text=True,
            cwd=ROOT,
            env=known,
        )

    added = run("staff", "add", "maria", "--password", "a long password")
    assert (added.returncode, added.stdout) == (0, "maria can sign in at the desk.\n")
    return run


@pytest.fixture(scope="module")
def member(url):
    def load(name="maria"):
        with Database(url).reading() as session:
            return load_staff(session, name)

    return load


def test_who_was_added_is_listed_and_their_companies_are_changed(refunds, member):
    # Whoever is added sees all companies that there are.
    assert member().merchants == ["interact", "interakt", "iprog"]
    assert refunds("staff", "merchants", "maria", "iprog").stdout == "maria sees iprog.\n"
    assert refunds("staff", "role", "maria", "lead").stdout == "maria is lead now.\n"
    (shown,) = json.loads(refunds("staff", "list", "--json").stdout)
    assert shown == {
        "name": "maria",
        "first_name": "Maria",
        "role": "lead",
        "merchants": ["iprog"],
        "second_factor": False,
        "disabled": False,
    }
    log = json.loads(refunds("staff", "log", "--json").stdout)
    assert [entry["action"] for entry in log] == [
        "changed the role",
        "changed the merchants",
        "added",
    ]
    assert "a long password" not in json.dumps(log)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("role", "maria", "boss"), "'boss' is no role"),
        (("merchants", "maria", "acme"), "No merchant is called 'acme'"),
        (("password", "maria", "--password", "short"), "at least 8 characters"),
        (("password", "nobody", "--password", "a long password"), "Nobody at the desk"),
        (("add", "maria", "--password", "a long password"), "already a member"),
        (("add", "bot", "--password", "a long password"), "Choose another name"),
        (("add", "eve", "--password", "a long password", "--role", "boss"), "'boss' is no role"),
    ],
)
def test_what_cannot_be_is_one_line_on_standard_error(refunds, arguments, says):
    done = refunds("staff", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_changed_password_and_being_disabled_end_all_sessions(refunds, member, url):
    database = Database(url)
    for command in (("password", "maria", "--password", "another one"), ("disable", "maria")):
        with database.writing() as session:
            secret = begin_session(session, load_staff(session, "maria"), NOW)
        assert refunds("staff", *command).returncode == 0
        with database.reading() as session:
            assert signed_in(session, secret, NOW) is None
    assert is_password("another one", member().password_hash)
    assert member().disabled_at is not None
    refunds("staff", "enable", "maria")
    assert member().disabled_at is None


def test_without_the_code_of_the_app_there_is_no_second_factor(refunds, member):
    wrong = refunds("staff", "totp", "maria", typed="000000\n")
    assert wrong.returncode == 2
    assert member().totp_secret is None


def test_without_arguments_the_commands_are_listed(refunds):
    told = refunds("--help").stdout
    for name in ("run", "desk", "worker", "chat", "decide", "understand"):
        assert name in told
    for group in ("policy", "ledger", "case", "staff"):
        assert group in told
