from __future__ import annotations

import re
from datetime import timedelta

import httpx
import pyotp
import pytest

from bot.cases import sign_in_tries
from bot.cases.second_factor import new_secret, turn_on
from bot.cases.staff import change_password, disable, find_staff
from bot.desk import sign_in as sign_in_module
from bot.desk.build_desk import build_desk
from bot.settings import read_settings
from tests.bot.desk.conftest import Visitor


@pytest.mark.parametrize("path", ["/", "/case/RF-7K3M-92QD"])
async def test_who_is_not_signed_in_is_asked_to(path, visitor):
    answer = await visitor.get(path)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/sign-in?next=")


async def test_the_right_password_opens_the_desk(visitor):
    answer = await visitor.sign_in()
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert 'data-staff="Maya"' in (await visitor.get("/")).text


async def test_the_cookie_is_closed_to_scripts_and_other_sites(visitor):
    cookie = (await visitor.sign_in()).headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie


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


async def test_who_is_disabled_is_out_at_once_and_cannot_come_back(maya, visitor, database, clock):
    with database.writing() as session:
        find_staff(session, "Maya").disabled_at = clock.now
    assert (await visitor.sign_in()).status_code == 401
    assert (await maya.get("/")).status_code == 303


@pytest.mark.parametrize(
    ("wanted", "leads_to"),
    [
        ("/case/RF-7K3M-92QD", "/case/RF-7K3M-92QD"),
        ("https://evil.example/", "/"),
        ("//evil.example", "/"),
        ("/case/../sign-out", "/"),
        ("/case/RF-7K3M-92QD/say", "/case/RF-7K3M-92QD"),
        ("/me/password", "/me"),
        ("/people/3/role", "/people/3"),
    ],
)
async def test_after_signing_in_one_lands_on_a_page_of_the_desk(wanted, leads_to, visitor):
    answer = await visitor.sign_in(next=wanted)
    assert answer.headers["location"] == leads_to


async def test_two_hours_without_anything_done_end_a_session(maya, clock):
    clock.now += timedelta(hours=2)
    assert (await maya.get("/")).status_code == 303


async def test_a_page_that_fetches_itself_keeps_no_session_alive(maya, clock):
    for _ in range(3):
        clock.now += timedelta(minutes=50)
        await maya.client.get("/", headers={"X-By-Itself": "1"})
    assert (await maya.get("/")).status_code == 303


async def test_a_desk_that_was_started_anew_knows_who_is_signed_in(
    maya, database, book, replies, clock
):
    again = build_desk(database, read_settings({}), book, replies, clock)
    maya.client._transport = httpx.ASGITransport(again)
    assert (await maya.get("/")).status_code == 200


@pytest.fixture
def with_app(database, clock):
    """Give Maya a second factor; return its secret."""
    secret = new_secret()
    with database.writing() as session:
        maya = find_staff(session, "Maya")
        turn_on(
            session,
            maya,
            secret,
            code_at(secret, clock.now - timedelta(hours=1)),
            clock.now - timedelta(hours=1),
            "Maya",
        )
    return secret


def code_at(secret, moment):
    return pyotp.TOTP(secret).at(moment)


HALF = re.compile(r'name="half" value="([^"]+)"')


async def test_with_a_second_factor_the_password_alone_opens_nothing(visitor, with_app, clock):
    asked = await visitor.sign_in()
    assert asked.status_code == 200
    assert "Your code" in asked.text
    assert (await visitor.get("/")).status_code == 303
    fields = {"csrf": await visitor.token(), "half": HALF.search(asked.text)[1]}
    wrong = await visitor.post("/sign-in/code", code="000000", **fields)
    assert wrong.status_code == 401
    right = await visitor.post("/sign-in/code", code=code_at(with_app, clock.now), **fields)
    assert right.status_code == 303
    assert (await visitor.get("/")).status_code == 200


async def test_the_step_between_password_and_code_is_of_one_browser_alone(
    visitor, app, with_app, clock
):
    half = HALF.search((await visitor.sign_in()).text)[1]
    other = Visitor(app)
    csrf = await other.token()
    code = code_at(with_app, clock.now)
    answer = await other.post("/sign-in/code", csrf=csrf, half=half, code=code)
    assert answer.status_code == 401
    assert "That took too long." in answer.text
    await other.client.aclose()


@pytest.mark.parametrize("what", ["password", "disabled"])
async def test_a_new_password_ends_a_sign_in_that_waits_for_its_code(
    what, visitor, with_app, database, clock
):
    half = HALF.search((await visitor.sign_in()).text)[1]
    with database.writing() as session:
        maya = find_staff(session, "Maya")
        if what == "password":
            change_password(session, maya, "another hash", clock.now, "Otto")
        else:
            disable(session, maya, clock.now, "Otto")
    answer = await visitor.post(
        "/sign-in/code",
        csrf=await visitor.token(),
        half=half,
        code=code_at(with_app, clock.now),
    )
    assert answer.status_code == 401
    assert "start again" in answer.text
    assert (await visitor.get("/")).status_code == 303


async def test_right_passwords_lock_nobody_out(sign_in, monkeypatch):
    monkeypatch.setattr(sign_in_tries, "LIMITS", {"both": 2, "address": 2, "name": 2})
    for _ in range(3):
        visitor = await sign_in("Maya")
        assert (await visitor.get("/")).status_code == 200


async def test_the_right_password_gives_no_more_guesses_of_the_code(visitor, with_app):
    for _ in range(5):
        half = HALF.search((await visitor.sign_in()).text)[1]
        csrf = await visitor.token()
        wrong = await visitor.post("/sign-in/code", csrf=csrf, half=half, code="000000")
        assert wrong.status_code == 401
    assert (await visitor.sign_in()).status_code == 429


@pytest.mark.parametrize(
    ("proxies", "sent", "status"),
    [(0, "{}", 429), (1, "{}", 401), (1, "{}, 9.9.9.9", 429), (2, "{}", 429)],
)
async def test_what_anybody_may_write_gives_no_further_tries(proxies, sent, status, app, visitor):
    app.state.room.proxies = proxies
    for number in range(6):
        visitor.client.headers["X-Forwarded-For"] = sent.format(f"10.0.0.{number}")
        answer = await visitor.sign_in(password="wrong")
    assert answer.status_code == status
