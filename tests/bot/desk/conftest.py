from __future__ import annotations

import re
import shutil
from datetime import datetime, timedelta, timezone
from types import SimpleNamespace

import httpx
import pytest

from bot.cases.database import Database
from bot.cases.inbox import Inbound, record_inbound
from bot.cases.staff import add_staff
from bot.cases.states import pass_on
from bot.cases.steps import Said, commit_step, load_case
from bot.desk.build_desk import build_desk
from bot.desk.passwords import hash_password
from bot.policy.merchant import Merchant
from bot.settings import read_settings

NOW = datetime(2026, 11, 24, 6, tzinfo=timezone.utc)
PASSWORD = "a long password"
TOKEN = re.compile(r'name="csrf" value="([^"]+)"')


class Clock:
    """Tells the time that the test sets."""

    def __init__(self):
        self.now = NOW

    def __call__(self):
        return self.now


class Visitor:
    """A browser at the desk, without scripts."""

    def __init__(self, app):
        # An error of the desk is answered, as the server would, instead of raised into the test.
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        self.client = httpx.AsyncClient(transport=transport, base_url="http://desk.test")

    async def get(self, path):
        return await self.client.get(path)

    async def post(self, path, **fields):
        return await self.client.post(path, data=fields)

    async def token(self, path="/sign-in"):
        return TOKEN.search((await self.get(path)).text)[1]

    async def sign_in(self, name="Maya", password=PASSWORD, **more):
        return await self.post(
            "/sign-in", csrf=await self.token(), name=name, password=password, **more
        )


class Cases:
    """Puts waiting cases into the database."""

    def __init__(self, database):
        self.database = database

    def add(self, text="I want a refund", said=(), **changes):
        with self.database.writing() as session:
            inbound = Inbound("rest", f"u{id(changes)}", text, NOW, None, "example")
            ref = record_inbound(session, inbound).ref
            case = load_case(session, ref)
            pass_on(case, "ask_person", NOW - timedelta(hours=2), "bot")
            case.reason = "asked"
            facts, emails = changes.pop("facts", ()), changes.pop("emails", ())
            for name, value in changes.items():
                setattr(case, name, value)
            case.facts.extend(facts)
            case.emails.extend(emails)
            commit_step(session, case, NOW, [Said(words) for words in said])
            return ref


@pytest.fixture(scope="session")
def password_hash():
    """Hashing is slow by design, so it is done once."""
    return hash_password(PASSWORD)


@pytest.fixture
def merchant():
    return Merchant(
        id="example",
        name="Example SMS",
        zone="Asia/Manila",
        zone_words="Philippine time",
        currency="PHP",
        country="PH",
        standing="official",
        answer_within=5,
        products={"sms_credits": "SMS credits"},
        payments={"gcash": "GCash"},
        email_to="support@merchant.example",
    )


@pytest.fixture(scope="session")
def new_database(tmp_path_factory, password_hash):
    """A file with all tables and one member of staff, made once and copied for each test."""
    path = tmp_path_factory.mktemp("desk") / "new.db"
    database = Database(f"sqlite:///{path}")
    database.migrate()
    with database.writing() as session:
        add_staff(session, "Maya", password_hash, "agent", NOW)
    database.close()
    return path


@pytest.fixture
def database(tmp_path, new_database):
    database = Database(f"sqlite:///{shutil.copy(new_database, tmp_path)}")
    yield database
    database.close()


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def app(database, merchant, clock):
    book = SimpleNamespace(merchants={"example": merchant})
    return build_desk(database, read_settings({}), book, clock)


@pytest.fixture
async def visitor(app):
    visitor = Visitor(app)
    yield visitor
    await visitor.client.aclose()


@pytest.fixture
async def maya(visitor):
    """A member of staff who has signed in."""
    await visitor.sign_in()
    return visitor


@pytest.fixture
def cases(database):
    return Cases(database)
