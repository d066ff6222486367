"""The owner adds people, gives them roles and companies, and ends their sessions."""

from __future__ import annotations

import re

import pytest

from bot.cases.staff import find_staff
from tests.bot.desk.conftest import PASSWORD


@pytest.fixture
async def otto(sign_in):
    return await sign_in("Otto")


@pytest.fixture
def person(database):
    def load(name):
        with database.reading() as session:
            return find_staff(session, name)

    return load


async def change(owner, member, verb, **fields):
    return await owner.post(f"/people/{member.id}/{verb}", csrf=await owner.csrf(), **fields)


async def test_only_an_owner_has_the_page(maya, sign_in, otto, person):
    for visitor in (maya, await sign_in("Lea")):
        assert (await visitor.get("/people")).status_code == 404
        assert (await visitor.get(f"/people/{person('Ben').id}")).status_code == 404
        csrf = await visitor.csrf()
        made = await visitor.post("/people", csrf=csrf, name="Eve", password=PASSWORD, role="owner")
        assert made.status_code == 404
        assert (await change(visitor, person("Ben"), "disable")).status_code == 404
        assert 'href="/people"' not in (await visitor.get("/")).text
    assert person("Eve") is None
    assert person("Ben").disabled_at is None
    assert 'href="/people"' in (await otto.get("/")).text


async def test_somebody_new_signs_in_and_sees_the_companies_that_were_ticked(otto, sign_in, cases):
    mine, theirs = cases.add(), cases.add(merchant="another")
    csrf = await otto.csrf()
    fields = {"name": "Noor", "first_name": "Noor", "password": PASSWORD, "role": "agent"}
    wrong = await otto.post("/people", csrf=csrf, **{**fields, "password": "short"})
    assert wrong.status_code == 422
    assert 'value="Noor"' in wrong.text
    made = await otto.post("/people", csrf=csrf, **fields, merchants=["example", "another"])
    assert made.status_code == 303
    noor = await sign_in("Noor")
    text = (await noor.get("/")).text
    assert mine in text
    assert theirs in text
    assert "Otto added: Noor" in (await otto.get("/people")).text


async def test_role_companies_and_password_are_changed(otto, maya, person):
    ben = person("Ben")
    await change(otto, ben, "role", role="lead")
    await change(otto, ben, "merchants", merchants=["another"])
    assert (person("Ben").role, person("Ben").merchants) == ("lead", ["another"])
    assert (await change(otto, ben, "role", role="king")).status_code == 422
    assert (await change(otto, ben, "merchants", merchants=["nobody"])).status_code == 422
    await change(otto, person("Maya"), "password", password="quite another one")
    assert (await maya.get("/")).status_code == 303
    assert (await maya.sign_in()).status_code == 401
    assert (await maya.sign_in(password="quite another one")).status_code == 303


async def test_who_is_disabled_is_out_until_enabled(otto, maya, person):
    await change(otto, person("Maya"), "disable")
    assert (await maya.get("/")).status_code == 303
    assert (await maya.sign_in()).status_code == 401
    with_her = person_of(await otto.get("/people"), "Maya")
    assert "Disabled" in with_her


def person_of(answer, name):
    """Return the row of somebody on the page."""
    return next(row for row in re.findall(r"<tr>.*?</tr>", answer.text, re.S) if f">{name}<" in row)


async def test_the_last_owner_stays_one(otto, person):
    refused = await change(otto, person("Otto"), "disable")
    assert refused.status_code == 422
    assert "is the last owner" in refused.text
    assert (await otto.get("/people")).status_code == 200


async def test_nobody_and_no_change_of_that_name_are_no_page(otto, person):
    assert (await otto.get("/people/999")).status_code == 404
    assert (await change(otto, person("Ben"), "promote")).status_code == 404


async def test_a_number_beyond_all_people_is_no_page(sign_in):
    otto = await sign_in("Otto")
    assert (await otto.get("/people/999999999999999999999")).status_code == 404
