"""Who is signed in, until when, and how it is ended from anywhere; and how often one may try."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.cases.sign_in_tries import LIMITS, WINDOW, forget_tries, may_try
from bot.cases.staff import add_staff, change_password, disable, load_staff
from bot.cases.staff_sessions import (
    LONGEST_IDLE,
    LONGEST_SESSION,
    begin_session,
    end_all_sessions,
    end_session,
    needs_seen,
    signed_in,
    still_there,
)

SECOND = timedelta(seconds=1)


@pytest.fixture
def begin(database, now):
    with database.writing() as session:
        add_staff(session, "maria", "", "owner", now)
        add_staff(session, "otto", "", "owner", now)

    def begin_one(name="maria"):
        with database.writing() as session:
            return begin_session(session, load_staff(session, name), now)

    return begin_one


@pytest.fixture
def who(database, now):
    def find(secret, after=timedelta(0)):
        with database.reading() as session:
            member = signed_in(session, secret, now + after)
        return member.name if member else None

    return find


def test_who_is_signed_in_is_known_by_the_secret_alone(begin, who, database):
    secret = begin()
    assert who(secret) == "maria"
    assert who("something else") is None
    with database.reading() as session:
        stored = session.execute(text("SELECT digest FROM staff_sessions")).scalar_one()
    assert secret not in stored


@pytest.mark.parametrize(("after", "is_in"), [(LONGEST_IDLE - SECOND, True), (LONGEST_IDLE, False)])
def test_a_browser_left_alone_is_signed_out(begin, who, after, is_in):
    assert (who(begin(), after) == "maria") is is_in


def test_after_a_working_day_everybody_signs_in_anew(begin, who, database, now):
    secret = begin()
    with database.writing() as session:
        still_there(session, secret, now + LONGEST_SESSION - SECOND)
    assert who(secret, LONGEST_SESSION - SECOND) == "maria"
    assert who(secret, LONGEST_SESSION) is None


def test_being_there_is_written_down_once_a_minute(begin, database, now):
    secret = begin()
    with database.reading() as session:
        assert not needs_seen(session, secret, now + timedelta(seconds=59))
        assert needs_seen(session, secret, now + timedelta(seconds=60))


def test_signing_out_ends_one_browser_or_all_of_one_person(begin, who, database, now):
    first, second, third, others = begin(), begin(), begin(), begin("otto")
    with database.writing() as session:
        end_session(session, first, now)
    assert (who(first), who(second)) == (None, "maria")
    with database.writing() as session:
        assert end_all_sessions(session, load_staff(session, "maria"), now) == 2
    assert (who(second), who(third), who(others)) == (None, None, "otto")


@pytest.mark.parametrize("change", [lambda *a: change_password(*a[:2], "x", *a[2:]), disable])
def test_a_changed_password_and_being_disabled_end_all(begin, who, database, now, change):
    secret = begin()
    with database.writing() as session:
        change(session, load_staff(session, "maria"), now, "otto")
    assert who(secret) is None


def test_an_ended_session_does_not_come_back(begin, who, database, now):
    secret = begin()
    with database.writing() as session:
        end_session(session, secret, now)
        still_there(session, secret, now)
    assert who(secret) is None


def tries(database, count, now, name="maria", address="1.2.3.4"):
    allowed = []
    for _ in range(count):
        with database.writing() as session:
            allowed.append(may_try(session, name, address, now))
    return allowed


def test_a_name_from_one_address_has_five_tries_and_others_are_not_disturbed(database, now):
    assert tries(database, 6, now) == [True] * LIMITS["both"] + [False]
    assert tries(database, 1, now, " MARIA ") == [False]
    assert tries(database, 1, now, address="5.6.7.8") == [True]
    assert tries(database, 1, now, name="otto") == [True]


def test_an_address_that_tries_many_names_is_stopped(database, now):
    for number in range(LIMITS["address"]):
        assert tries(database, 1, now, name=f"name{number}") == [True]
    assert tries(database, 1, now, name="one more") == [False]


def test_after_a_quarter_of_an_hour_tries_count_no_more(database, now):
    tries(database, 5, now)
    assert tries(database, 1, now + WINDOW - SECOND) == [False]
    assert tries(database, 1, now + WINDOW) == [True]


def test_who_signed_in_has_their_tries_back(database, now):
    tries(database, 5, now)
    with database.writing() as session:
        forget_tries(session, "maria", "1.2.3.4")
    assert tries(database, 1, now) == [True]


def test_names_and_addresses_are_not_stored(database, now):
    tries(database, 1, now)
    with database.reading() as session:
        rows = session.execute(text("SELECT * FROM sign_in_tries")).all()
    assert "maria" not in str(rows)
    assert "1.2.3.4" not in str(rows)
