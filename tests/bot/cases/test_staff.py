from __future__ import annotations

import pytest

from bot.cases.staff import add_staff, change_role, disable, enable, find_staff
from bot.cases.staff_member import StaffMember
from bot.errors import BadInput, NotAllowed


def test_somebody_who_was_added_is_found_and_nobody_else(database, now):
    with database.writing() as session:
        add_staff(session, " Maria ", "$argon2id$…", "agent", now)
    with database.reading() as session:
        maria = find_staff(session, "Maria")
        assert find_staff(session, "maria") is None
    assert (maria.name, maria.role, maria.created_at) == ("Maria", "agent", now)
    assert "argon2" not in repr(maria)


@pytest.mark.parametrize("name", ["Maria", " Maria", "", "  "])
def test_a_name_is_taken_once_and_never_empty(database, now, name):
    with database.writing() as session:
        add_staff(session, "Maria", "one", "agent", now)
        with pytest.raises(BadInput):
            add_staff(session, name, "two", "agent", now)
    with database.reading() as session:
        assert find_staff(session, "Maria").password_hash == "one"


@pytest.mark.parametrize("name", ["bot", "Customer", " worker "])
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
