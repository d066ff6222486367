"""One's own page: the password, the second factor, signing out everywhere."""

from __future__ import annotations

import re
import time
from urllib.parse import parse_qs, urlsplit

import pyotp
import pytest

from bot.cases.staff import find_staff
from tests.bot.desk.conftest import PASSWORD

HALF = re.compile(r'name="half" value="([^"]+)"')
ADDRESS = re.compile(r'href="(otpauth:[^"]+)"')


async def test_a_new_password_asks_for_the_present_one_and_signs_out(maya):
    csrf = await maya.csrf()
    new = "another long password"
    assert (await maya.post("/me/password", csrf=csrf, password="x", new=new)).status_code == 422
    short = await maya.post("/me/password", csrf=csrf, password=PASSWORD, new="short")
    assert short.status_code == 422
    assert (await maya.get("/")).status_code == 200
    await maya.post("/me/password", csrf=csrf, password=PASSWORD, new=new)
    assert (await maya.get("/")).status_code == 303
    assert (await maya.sign_in()).status_code == 401
    assert (await maya.sign_in(password=new)).status_code == 303


async def test_guessing_the_present_password_is_throttled_as_signing_in_is(maya):
    csrf = await maya.csrf()
    for _ in range(5):
        answer = await maya.post("/me/password", csrf=csrf, password="guess", new="x" * 12)
    answer = await maya.post("/me/password", csrf=csrf, password=PASSWORD, new="x" * 12)
    assert answer.status_code == 422
    assert "Too many tries" in answer.text


@pytest.fixture
async def begun(maya):
    """Begin to set up the app: the page with the key."""
    return await maya.post("/me/second-factor", csrf=await maya.csrf(), password=PASSWORD)


async def test_a_second_factor_is_on_once_a_code_shows_that_the_app_has_the_key(
    maya, begun, clock, database
):
    secret = parse_qs(urlsplit(ADDRESS.search(begun.text)[1].replace("&amp;", "&")).query)["secret"]
    assert secret[0] in begun.text.replace(" ", "")
    fields = {"csrf": await maya.csrf(), "half": HALF.search(begun.text)[1]}
    wrong = await maya.post("/me/turn-on", code="000000", **fields)
    assert wrong.status_code == 422
    assert HALF.search(wrong.text)
    code = pyotp.TOTP(secret[0]).at(clock.now)
    done = await maya.post("/me/turn-on", code=code, **fields)
    codes = re.findall(r"<li><code>([A-Z2-7-]+)</code></li>", done.text)
    assert len(codes) == 10
    assert codes[0] not in (await maya.get("/me")).text
    with database.reading() as session:
        assert find_staff(session, "Maya").totp_secret == secret[0]
    asked = await maya.sign_in()
    half = HALF.search(asked.text)[1]
    csrf = await maya.token("/sign-in")
    entered = await maya.post("/sign-in/code", csrf=csrf, half=half, code=codes[0])
    assert entered.status_code == 303


async def test_it_is_turned_off_with_the_password_alone(maya, begun, clock, database):
    secret = parse_qs(urlsplit(ADDRESS.search(begun.text)[1].replace("&amp;", "&")).query)["secret"]
    code = pyotp.TOTP(secret[0]).at(clock.now)
    csrf = await maya.csrf()
    await maya.post("/me/turn-on", csrf=csrf, half=HALF.search(begun.text)[1], code=code)
    assert (await maya.post("/me/turn-off", csrf=csrf, password="wrong")).status_code == 422
    assert (await maya.post("/me/turn-off", csrf=csrf, password=PASSWORD)).status_code == 303
    with database.reading() as session:
        assert find_staff(session, "Maya").totp_secret is None


async def test_the_key_of_somebody_else_is_not_taken(maya, begun, sign_in):
    ben = await sign_in("Ben")
    half = HALF.search(begun.text)[1]
    answer = await ben.post("/me/turn-on", csrf=await ben.csrf(), half=half, code="000000")
    assert answer.status_code == 422
    assert "Please begin again" in answer.text


async def test_signing_out_everywhere_ends_the_other_browsers_too(maya, sign_in):
    elsewhere = await sign_in("Maya")
    answer = await maya.post("/me/sign-out", csrf=await maya.csrf())
    assert answer.headers["location"] == "/sign-in"
    assert (await maya.get("/")).status_code == 303
    assert (await elsewhere.get("/")).status_code == 303


async def test_an_unknown_change_is_no_page(maya):
    assert (await maya.post("/me/dance", csrf=await maya.csrf())).status_code == 404


async def test_right_passwords_are_not_counted_as_guesses(maya):
    csrf = await maya.csrf()
    for _ in range(8):
        answer = await maya.post("/me/second-factor", csrf=csrf, password=PASSWORD)
        assert answer.status_code == 200


async def test_a_second_factor_that_is_on_is_not_set_up_again_with_the_same_form(
    maya, begun, clock
):
    secret = parse_qs(urlsplit(ADDRESS.search(begun.text)[1].replace("&amp;", "&")).query)["secret"]
    fields = {"csrf": await maya.csrf(), "half": HALF.search(begun.text)[1]}
    fields["code"] = pyotp.TOTP(secret[0]).at(clock.now)
    assert (await maya.post("/me/turn-on", **fields)).status_code == 200
    again = await maya.post("/me/turn-on", **fields)
    assert again.status_code == 422
    assert "It is on already." in again.text
    assert "<li><code>" not in again.text
    assert secret[0] not in again.text.replace(" ", "")


async def test_the_form_with_the_key_is_good_for_ten_minutes(maya, begun, clock, monkeypatch):
    half = HALF.search(begun.text)[1]
    late = time.time() + 601
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: late)
    answer = await maya.post("/me/turn-on", csrf=await maya.csrf(), half=half, code="000000")
    assert answer.status_code == 422
    assert "That took too long." in answer.text
