from __future__ import annotations

from datetime import timedelta

import pytest

from bot.cases.staff import find_staff
from bot.desk import sign_in as sign_in_module


@pytest.mark.parametrize("path", ["/", "/case/RF-7K3M-92QD"])
async def test_who_is_not_signed_in_is_asked_to(path, visitor):
    answer = await visitor.get(path)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/sign-in?next=")


async def test_the_right_password_opens_the_desk(visitor):
    answer = await visitor.sign_in()
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert "Signed in as Maya" in (await visitor.get("/")).text


async def test_the_cookie_is_closed_to_scripts_and_other_sites(visitor):
    cookie = (await visitor.sign_in()).headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


async def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(visitor):
    wrong = await visitor.sign_in(password="wrong")
    unknown = await visitor.sign_in(name="Nobody", password="wrong")
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.text.replace("Maya", "") == unknown.text.replace("Nobody", "")
    assert (await visitor.get("/")).status_code == 303


async def test_an_unknown_name_costs_a_check_of_a_hash_too(visitor, monkeypatch):
    checked = []
    monkeypatch.setattr(sign_in_module, "is_password", lambda *given: checked.append(given))
    await visitor.sign_in(name="Nobody")
    await visitor.sign_in()
    assert [password_hash[:9] for _, password_hash in checked] == ["$argon2id", "$argon2id"]


async def test_the_sixth_try_is_refused_even_with_the_right_password(visitor, clock):
    for _ in range(5):
        assert (await visitor.sign_in(password="wrong")).status_code == 401
    assert (await visitor.sign_in()).status_code == 429
    clock.now += timedelta(minutes=15)
    assert (await visitor.sign_in()).status_code == 303


@pytest.mark.parametrize("path", ["/sign-in", "/sign-out"])
@pytest.mark.parametrize("fields", [{}, {"csrf": ""}, {"csrf": "guessed"}])
async def test_a_form_without_its_token_is_refused(path, fields, maya):
    answer = await maya.post(path, name="Maya", password="a long password", **fields)
    assert answer.status_code == 403
    assert "This form has expired" in answer.text
    assert (await maya.get("/")).status_code == 200


async def test_a_form_in_another_shape_is_refused(visitor):
    answer = await visitor.client.post("/sign-in", json={"csrf": "x"})
    assert answer.status_code == 403


async def test_a_huge_form_is_refused(visitor):
    assert (await visitor.post("/sign-in", name="x" * 20_000)).status_code == 413


async def test_signing_out_ends_the_session(maya):
    answer = await maya.post("/sign-out", csrf=await maya.token("/"))
    assert answer.status_code == 303
    assert (await maya.get("/")).status_code == 303


async def test_a_session_ends_after_twelve_hours_however_busy(maya, clock):
    for _ in range(11):
        clock.now += timedelta(hours=1)
        assert (await maya.get("/")).status_code == 200
    clock.now += timedelta(hours=1)
    assert (await maya.get("/")).status_code == 303


async def test_who_has_left_the_staff_is_out_at_once(maya, database):
    with database.writing() as session:
        session.delete(find_staff(session, "Maya"))
    assert (await maya.get("/")).status_code == 303


@pytest.mark.parametrize(
    ("wanted", "leads_to"),
    [
        ("/case/RF-7K3M-92QD", "/case/RF-7K3M-92QD"),
        ("https://evil.example/", "/"),
        ("//evil.example", "/"),
        ("/case/../sign-out", "/"),
    ],
)
async def test_after_signing_in_one_lands_on_a_page_of_the_desk(wanted, leads_to, visitor):
    answer = await visitor.sign_in(next=wanted)
    assert answer.headers["location"] == leads_to
