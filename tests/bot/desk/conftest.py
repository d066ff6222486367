from __future__ import annotations

import itertools
import re
import shutil
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import httpx
import pytest

from bot.cases.case import Message
from bot.cases.database import Database
from bot.cases.inbox import Inbound, record_inbound
from bot.cases.staff import add_staff
from bot.cases.states import pass_on
from bot.cases.steps import Said, commit_step, load_case
from bot.desk.build_desk import build_desk
from bot.desk.passwords import hash_password
from bot.policy.load import load_policies
from bot.policy.merchant import Merchant
from bot.policy.policy_book import PolicyBook
from bot.settings import ROOT, read_settings
from bot.triage.replies import Replies

NOW = datetime(2026, 11, 24, 6, tzinfo=timezone.utc)
PASSWORD = "a long password"
TOKEN = re.compile(r'name="csrf" value="([^"]+)"')
SEEN = re.compile(r'name="seen" value="([^"]+)"')
#: Nobody writes twice.
SENDERS = itertools.count(1)
#: Everybody at the desk of these tests, with their roles; all see the cases of one company.
PEOPLE = {"Maya": "agent", "Ben": "agent", "Lea": "lead", "Otto": "owner"}


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

    async def csrf(self):
        """Return the token of whoever is signed in, from a page that all of them have."""
        return await self.token("/me")

    async def act(self, ref, verb, seen=None, **fields):
        """Send a form of a case as its page shows it now, or with what was seen before."""
        page = (await self.get(f"/case/{ref}")).text
        seen = seen or SEEN.search(page)[1]
        csrf = TOKEN.search(page)[1]
        return await self.post(f"/case/{ref}/{verb}", csrf=csrf, seen=seen, **fields)

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
            sender, channel = (
                changes.pop("sender", f"u{next(SENDERS)}"),
                changes.pop("channel", "rest"),
            )
            inbound = Inbound(channel, sender, text, NOW, None, "example")
            recorded = record_inbound(session, inbound)
            session.get(Message, recorded.message_id).state = "processed"
            ref = recorded.ref
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
    """A file with all tables and the people, made once and copied for each test."""
    path = tmp_path_factory.mktemp("desk") / "new.db"
    database = Database(f"sqlite:///{path}")
    database.migrate()
    with database.writing() as session:
        for name, role in PEOPLE.items():
            add_staff(session, name, password_hash, role, NOW, merchants=["example"])
        add_staff(session, "Ines", password_hash, "agent", NOW, merchants=["another"])
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


@pytest.fixture(scope="session")
def policies():
    return load_policies(read_settings({}).policies)


@pytest.fixture
def book(policies, merchant):
    """Two companies with a real policy behind them."""
    policy = policies.policies["iprog"]
    other = replace(merchant, id="another", name="Another SMS")
    return PolicyBook(
        {
            "example": replace(policy, merchant=merchant),
            "another": replace(policy, merchant=other),
        }
    )


@pytest.fixture(scope="session")
def replies():
    return Replies(ROOT / "domain.yml")


@pytest.fixture
def app(database, book, replies, clock):
    return build_desk(database, read_settings({}), book, replies, clock)


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
async def sign_in(app):
    """Let further people sign in, each in a browser of their own, by their names."""
    visitors = []

    async def sign_in_as(name):
        visitor = Visitor(app)
        visitors.append(visitor)
        await visitor.sign_in(name)
        return visitor

    yield sign_in_as
    for visitor in visitors:
        await visitor.client.aclose()


@pytest.fixture
def cases(database):
    return Cases(database)
