"""What each role may do, as a table."""

from __future__ import annotations

from typing import get_args

import pytest

from bot.cases.case import Case
from bot.cases.roles import RIGHTS, ROLES, Right, known_role, may, may_see, merchants_seen, require
from bot.cases.staff_member import StaffMember
from bot.errors import BadInput, NotAllowed

TABLE = """
                     agent  lead  owner
answer               yes    yes   yes
close                yes    yes   yes
block                yes    yes   yes
take_from_another    -      yes   yes
see_unknown_company  -      yes   yes
manage_staff         -      -     yes
read_staff_log       -      -     yes
"""


def rows():
    roles, *rights = (line.split() for line in TABLE.strip().splitlines())
    for right, *cells in rights:
        for role, cell in zip(roles, cells, strict=True):
            yield role, right, cell == "yes"


def member(role, now, *merchants, **more):
    return StaffMember("maria", "", role, now, merchants=list(merchants), **more)


def test_the_table_tells_every_role_and_right():
    told = {(role, right) for role, right, _ in rows()}
    assert told == {(role, right) for role in ROLES for right in get_args(Right)}
    assert set(RIGHTS) == set(ROLES)


@pytest.mark.parametrize(("role", "right", "is_allowed"), rows())
def test_a_role_may_do_what_the_table_says_and_nothing_else(role, right, is_allowed, now):
    assert may(member(role, now), right) is is_allowed
    if not is_allowed:
        with pytest.raises(NotAllowed, match=f"'maria' is '{role}'"):
            require(member(role, now), right)


@pytest.mark.parametrize(
    ("role", "merchants", "seen"),
    [
        ("agent", [], set()),
        ("agent", ["iprog"], {"iprog"}),
        ("lead", [], {None}),
        ("lead", ["interact"], {"interact", None}),
        ("owner", [], {"iprog", "interact", None}),
        ("owner", ["iprog"], {"iprog", None}),
    ],
)
def test_without_a_list_an_owner_sees_all_merchants_and_others_none(role, merchants, seen, now):
    somebody = member(role, now, *merchants)

    def case(merchant):
        return Case("RF-1", "rest", "ana", merchant, now, now, now)

    assert {m for m in ("iprog", "interact", None) if may_see(somebody, case(m))} == seen


def test_who_is_disabled_may_do_and_see_nothing(now):
    gone = member("owner", now, disabled_at=now)
    assert not may(gone, "answer")
    assert merchants_seen(gone) == frozenset()


def test_an_unknown_role_is_refused():
    with pytest.raises(BadInput, match="agent, lead, owner"):
        known_role("boss")
