from __future__ import annotations

from bot.cases.staff import find_staff
from bot.desk.demo_login import ensure_demo_staff
from bot.desk.passwords import hash_password


async def test_the_demo_login_opens_the_desk_and_can_be_made_twice(database, visitor):
    for _ in range(2):
        with database.writing() as session:
            name, password = ensure_demo_staff(session)
    assert (await visitor.sign_in(name, password)).status_code == 303


async def test_a_demo_login_with_another_password_is_put_right(database, visitor):
    with database.writing() as session:
        name, _ = ensure_demo_staff(session)
        find_staff(session, name).password_hash = hash_password("other")
    with database.writing() as session:
        name, password = ensure_demo_staff(session)
    assert (await visitor.sign_in(name, password)).status_code == 303
