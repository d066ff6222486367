from __future__ import annotations

import pytest

from bot.cases.staff import add_staff, find_staff
from bot.errors import BadInput


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
            add_staff(session, name, "two", "admin", now)
    with database.reading() as session:
        assert find_staff(session, "Maria").password_hash == "one"
