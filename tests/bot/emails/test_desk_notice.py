"""When a case starts to wait, the merchant's people get one email that leads to it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.cases.case import CaseFact, Email
from bot.cases.database import Database
from bot.cases.inbox import Inbound, record_inbound
from bot.cases.states import pass_on
from bot.cases.steps import load_case, store_case
from bot.emails.file_post import FilePost
from bot.emails.mime_message import mime_message
from bot.emails.outbox import Outbox, send_queued, tell_of_waiting
from bot.emails.recipients import may_be_sent_to


class Clock:
    def __init__(self, now):
        self.now = now

    def __call__(self):
        return self.now


@pytest.fixture
def clock(now):
    return Clock(now)


@pytest.fixture
def database(tmp_path):
    database = Database(f"sqlite:///{tmp_path}/cases.db")
    database.migrate()
    yield database
    database.close()


@pytest.fixture
def outbox(database, merchant, tmp_path, clock):
    silent = replace(merchant, id="silent", email_to=None)
    merchants, post = {"example": merchant, "silent": silent}, FilePost(tmp_path / "outbox")
    url = "https://desk.example"
    return Outbox(database, merchants, "desk@localhost", post, clock, url)


@pytest.fixture
def step(database, clock):
    """Return how to let a case of some sender wait, or go on."""

    def take(passage, merchant="example", **state):
        with database.writing() as session:
            inbound = Inbound("rest", f"of {merchant}", "hi", clock.now, merchant=merchant)
            case = load_case(session, record_inbound(session, inbound).ref)
            pass_on(case, passage, clock.now, "bot")
            for name, value in state.items():
                setattr(case, name, value)
            case.facts.append(CaseFact("account_email", "claimed", "ana@example.com", clock.now))
            store_case(session, case, clock.now)
        return case.ref

    return take


def notices(database):
    with database.reading() as session:
        return session.execute(select(Email).where(Email.kind == "desk_notice")).scalars().all()


async def test_the_email_leads_to_the_case_and_tells_nothing_of_the_customer(
    outbox, step, tmp_path, clock
):
    ref = step("ask_person", answer_by=clock.now + timedelta(days=7))
    assert tell_of_waiting(outbox) == 1
    assert await send_queued(outbox, asyncio.Event()) == 1
    (file,) = (tmp_path / "outbox").iterdir()
    text = file.read_text()
    assert "To: support@merchant.example" in text
    assert f"Subject: Case {ref} waits for a person" in text
    assert f"https://desk.example/case/{ref}" in text
    assert "1 Dec 2026" in text
    assert "ana@example.com" not in text


def test_it_is_told_once_and_again_when_the_case_waits_anew(outbox, step, database, clock):
    step("ask_person")
    assert (tell_of_waiting(outbox), tell_of_waiting(outbox)) == (1, 0)
    clock.now += timedelta(hours=1)
    step("hand_back")
    assert tell_of_waiting(outbox) == 0
    step("ask_person")
    assert (tell_of_waiting(outbox), tell_of_waiting(outbox)) == (1, 0)
    assert len(notices(database)) == 2


def test_where_no_address_is_known_nobody_is_told_and_others_still_are(outbox, step, database):
    step("ask_person", "silent")
    step("ask_person", "nobody knows")
    assert tell_of_waiting(outbox) == 0
    step("ask_person")
    assert tell_of_waiting(outbox) == 1


def test_the_desk_may_have_an_address_of_its_own(merchant, case, now):
    desk = replace(merchant, desk_to="desk@merchant.example")
    notice = Email("desk_notice", "desk@merchant.example", "S", "B", now)
    assert may_be_sent_to(notice, case, desk)
    assert not may_be_sent_to(notice, case, merchant)
    assert not may_be_sent_to(replace(notice, kind="request"), case, desk)


@pytest.mark.parametrize(
    ("kind", "is_linked"),
    [
        ("request", True),
        ("short_request", True),
        ("follow_up", True),
        ("desk_notice", True),
        ("copy", False),
        ("notice", False),
    ],
)
def test_mail_to_the_merchant_leads_to_its_case_and_mail_to_customers_does_not(
    case, now, kind, is_linked
):
    email = Email(kind, "somebody@merchant.example", "S", "Body\n", now, id=1)
    sent = mime_message(email, case, "desk@localhost", "8bit", "https://desk.example/")
    link = "https://desk.example/case/RF-7K3M-92QD"
    assert (link in sent.get_content()) is is_linked
    assert "desk" not in mime_message(email, case, "a@localhost", "8bit").get_content()
