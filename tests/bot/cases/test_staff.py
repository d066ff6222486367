from __future__ import annotations

import pytest

from bot.cases.history import history_of
from bot.cases.hold import hold
from bot.cases.inbox import Inbound, record_inbound
from bot.cases.second_factor import turn_off
from bot.cases.staff import (
    add_staff,
    change_merchants,
    change_role,
    disable,
    enable,
    find_staff,
    load_staff,
)
from bot.cases.staff_log import read_log
from bot.cases.staff_member import StaffMember
from bot.cases.states import pass_on
from bot.cases.steps import load_case, store_case
from bot.errors import BadInput, NotAllowed


def test_somebody_who_was_added_is_found_and_nobody_else(database, now):
    with database.writing() as session:
        add_staff(session, " Maria ", "$argon2id$…", "agent", now)
    with database.reading() as session:
        maria = find_staff(session, "Maria")
        assert find_staff(session, "maria ") is maria
        assert find_staff(session, "mario") is None
    assert (maria.name, maria.role, maria.created_at) == ("Maria", "agent", now)
    assert "argon2" not in repr(maria)


@pytest.mark.parametrize("name", ["Maria", " maria ", "\uff2d\uff21\uff32\uff29\uff21", "", "  "])
def test_a_name_is_taken_once_and_never_empty(database, now, name):
    with database.writing() as session:
        add_staff(session, "Maria", "one", "agent", now)
        with pytest.raises(BadInput):
            add_staff(session, name, "two", "agent", now)
    with database.reading() as session:
        assert find_staff(session, "Maria").password_hash == "one"


@pytest.mark.parametrize("name", ["bot", "Customer", " worker ", "Assistant", "A  person"])
def test_nobody_is_called_as_the_histories_call_somebody_else(database, now, name):
    with pytest.raises(BadInput, match="Choose another name"), database.writing() as session:
        add_staff(session, name, "one", "agent", now)


@pytest.mark.parametrize(
    ("name", "first_name", "called"),
    [
        ("maria", None, "Maria"),
        ("ben.cruz", None, "Ben"),
        ("m7", "Mia", "Mia"),
    ],
)
def test_customers_read_the_first_name(now, name, first_name, called):
    assert StaffMember(name, "", "agent", now, first_name).called == called


def test_the_last_owner_stays_one(database, now):
    with database.writing() as session:
        otto = add_staff(session, "otto", "", "owner", now)
        for change in (
            lambda: change_role(session, otto, "agent", now, "otto"),
            lambda: disable(session, otto, now, "otto"),
        ):
            with pytest.raises(NotAllowed, match="the last owner"):
                change()
        add_staff(session, "olga", "", "owner", now)
        disable(session, otto, now, "olga")
    assert otto.disabled_at == now


def test_who_is_disabled_is_not_found_where_people_sign_in(database, now):
    with database.writing() as session:
        maria = add_staff(session, "maria", "", "agent", now)
        disable(session, maria, now, "otto")
        assert find_staff(session, "maria") is None
        enable(session, maria, now, "otto")
        assert find_staff(session, "maria") is maria


@pytest.mark.parametrize(
    "name", ["x", "x" * 61, "Ma\u200bria", "Ma\r\nria", "...", "example sms", "\u202emaria"]
)
def test_a_name_is_one_that_can_be_read_and_told_apart(database, now, name):
    with pytest.raises(BadInput), database.writing() as session:
        add_staff(session, name, "", "agent", now, companies=["Example SMS"])


@pytest.mark.parametrize(
    "first_name", ["x" * 31, "assistant", "Bot", "EXAMPLE SMS", "Mi\u200ba", "Mia\nLopez"]
)
def test_a_first_name_passes_for_nobody_else(database, now, first_name):
    companies = ["Example SMS"]
    with pytest.raises(BadInput, match="first name"), database.writing() as session:
        add_staff(session, "maria", "", "agent", now, first_name=first_name, companies=companies)


def test_two_names_of_before_that_differ_in_capitals_alone_stay_two(database, now):
    with database.writing() as session:
        for name in ("Agnes", "agnes"):
            session.add(StaffMember(name, "", "agent", now))
    with database.reading() as session:
        assert find_staff(session, "agnes").name == "agnes"
        assert find_staff(session, "Agnes").name == "Agnes"


def test_what_changes_nothing_is_not_in_the_log(database, now):
    with database.writing() as session:
        maria = add_staff(session, "maria", "", "agent", now, merchants=["iprog"])
        change_role(session, maria, "agent", now, "otto")
        change_merchants(session, maria, ["iprog"], now, "otto")
        enable(session, maria, now, "otto")
        disable(session, maria, now, "otto")
        disable(session, maria, now, "otto")
        turn_off(session, maria, now, "otto")
        assert [entry.action for entry in read_log(session)] == ["disabled", "added"]


@pytest.fixture
def held(database, now):
    """Return the reference of a case in which Maria speaks."""
    with database.writing() as session:
        add_staff(session, "Maria", "", "agent", now, merchants=["iprog", "interact"])
        ref = record_inbound(session, Inbound("rest", "ana", "help", now, merchant="iprog")).ref
        case = load_case(session, ref)
        pass_on(case, "take_over", now, "Maria")
        hold(case, "Maria", now)
        store_case(session, case, now)
    return ref


@pytest.mark.parametrize(
    "take_away",
    [
        lambda session, maria, now: disable(session, maria, now, "Otto"),
        lambda session, maria, now: change_merchants(session, maria, ["interact"], now, "Otto"),
    ],
    ids=["disabled", "another company"],
)
def test_whose_case_is_taken_from_them_holds_it_no_longer(database, now, held, take_away):
    with database.writing() as session:
        take_away(session, load_staff(session, "Maria"), now)
    with database.reading() as session:
        case = load_case(session, held)
        entry = history_of(session, case)[-1]
    assert (case.who_speaks, case.held_by, case.waiting_since) == ("waiting", None, now)
    assert (entry.actor, entry.action, entry.detail["had"]) == ("Otto", "ask_person", "Maria")


def test_who_still_sees_a_case_keeps_it(database, now, held):
    with database.writing() as session:
        change_merchants(session, load_staff(session, "Maria"), ["iprog"], now, "Otto")
    with database.reading() as session:
        assert load_case(session, held).held_by == "Maria"
