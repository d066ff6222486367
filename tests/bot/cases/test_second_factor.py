"""The six digits of an app, each used once, and recovery codes for who lost it."""

from __future__ import annotations

from datetime import timedelta

import pyotp
import pytest

from bot.cases.second_factor import address_for_app, new_secret, passes, turn_off, turn_on
from bot.cases.staff import add_staff, load_staff
from bot.cases.staff_log import read_log
from bot.errors import BadInput
from tests.bot.cases.conftest import NOW as AT


@pytest.fixture
def secret(database, now):
    secret = new_secret()
    with database.writing() as session:
        add_staff(session, "maria", "", "agent", now)
    return secret


@pytest.fixture
def codes(database, secret, now):
    with database.writing() as session:
        member = load_staff(session, "maria")
        return turn_on(session, member, secret, pyotp.TOTP(secret).at(now), now, "maria")


@pytest.fixture
def lets_in(database):
    def try_code(code, at):
        with database.writing() as session:
            return passes(session, load_staff(session, "maria"), code, at)

    return try_code


def test_it_is_turned_on_by_a_code_of_the_app_alone(database, secret, now):
    with pytest.raises(BadInput, match="not the code"), database.writing() as session:
        turn_on(session, load_staff(session, "maria"), secret, "000000", now, "maria")


def test_a_code_lets_in_once(codes, secret, lets_in, now):
    later = now + timedelta(minutes=5)
    code = pyotp.TOTP(secret).at(later)
    assert lets_in(f"{code[:3]} {code[3:]}", later)
    assert not lets_in(code, later)
    assert not lets_in(code, later + timedelta(seconds=30))


def test_the_code_that_turned_it_on_lets_nobody_in(codes, secret, lets_in, now):
    assert not lets_in(pyotp.TOTP(secret).at(now), now)


@pytest.mark.parametrize(("seconds", "is_in"), [(-60, False), (-30, True), (30, True), (60, False)])
def test_a_clock_may_go_wrong_by_half_a_minute(codes, secret, lets_in, seconds, is_in):
    later = AT + timedelta(minutes=5)
    assert lets_in(pyotp.TOTP(secret).at(later + timedelta(seconds=seconds)), later) is is_in


def test_a_recovery_code_lets_in_once_and_the_owner_reads_of_it(database, codes, lets_in, now):
    assert len(set(codes)) == 10
    assert lets_in(codes[3].lower().replace("-", " "), now)
    assert not lets_in(codes[3], now)
    assert lets_in(codes[4], now)
    with database.reading() as session:
        newest = read_log(session)[0]
        stored = load_staff(session, "maria").recovery_codes
    assert (newest.actor, newest.action, newest.detail) == (
        "maria",
        "used a recovery code",
        {"left": 8},
    )
    assert not set(codes) & set(stored)


@pytest.mark.parametrize("code", ["", "000000", "äöü", "1" * 500])
def test_nothing_else_lets_in(codes, lets_in, now, code):
    assert not lets_in(code, now)


def test_without_a_second_factor_no_code_is_right(database, codes, secret, lets_in, now):
    with database.writing() as session:
        turn_off(session, load_staff(session, "maria"), now, "otto")
    later = now + timedelta(minutes=5)
    assert not lets_in(pyotp.TOTP(secret).at(later), later)
    assert not lets_in(codes[0], later)


def test_the_address_for_the_app_names_desk_and_person(database, secret):
    with database.reading() as session:
        address = address_for_app(secret, load_staff(session, "maria"))
    assert address.startswith("otpauth://totp/Refund%20desk:maria?secret=")
