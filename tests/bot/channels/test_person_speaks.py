"""While a person speaks the bot says nothing, with the real model, whatever the customer does."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import select

from bot.app import App
from bot.cases.case import Delivery, Message
from bot.cases.database import Database
from bot.cases.inbox import Inbound
from bot.cases.queries import list_cases
from bot.channels.door import Door
from bot.policy.load import load_policies
from bot.settings import ROOT, read_settings
from bot.triage.ask_for import ask_for
from bot.triage.hand_back import hand_back
from bot.triage.replies import Replies
from bot.triage.speak import speak
from bot.triage.take_over import take_over
from tests.bot.triage.staff import Staff

BEGIN = datetime(2026, 3, 3, 6, 0, tzinfo=timezone.utc)


class Book:
    def __init__(self, book: Any) -> None:
        self.book = book


@pytest.fixture
def app(tmp_path) -> Iterator[App]:
    database = Database(f"sqlite:///{tmp_path}/cases.db")
    database.migrate()
    settings = read_settings({})
    policies: Any = Book(load_policies(settings.policies))
    yield App(settings, policies, database, Replies(ROOT / "domain.yml"))
    database.close()


class Customer:
    """Writes at times of their own, and hears what is delivered."""

    def __init__(self, app: App, agent: Any) -> None:
        self.app, self.agent, self.at = app, agent, BEGIN
        self.buttons: list[dict[str, Any]] = []

    async def write(self, text: str, after: timedelta = timedelta(seconds=5)) -> list[str]:
        self.at += after
        # A door of its own for each message: nothing may live in the process.
        door, heard = Door(self.app, self.agent), []
        await door.receive(Inbound("rest", "ana", text, self.at, merchant="iprog"))

        async def give(messages) -> None:
            heard.extend(messages)

        await door.deliver("rest", "ana", give)
        self.buttons = [b for m in heard for b in m.buttons] or self.buttons
        return [message.text for message in heard]

    async def staff(self) -> Staff:
        with self.app.database.reading() as session:
            ref = list_cases(session)[0]["ref"]
        return Staff(self.app.database, self.app.book, self.app.replies, ref)


@pytest.fixture
def customer(app, agent) -> Customer:
    return Customer(app, agent)


async def test_silence_a_typed_restart_and_an_old_button_do_not_wake_the_bot(customer):
    await customer.write("I want my money back for my sms credits")
    asked = await customer.write("I changed my mind, let me see what I can do")
    assert asked
    assert customer.buttons
    old = customer.buttons[0]["id"]
    staff = await customer.staff()
    staff.act(take_over, at=customer.at)
    assert (await customer.write("hello?"))[0].startswith("Maria is here now")
    for text, after in (
        ("are you there?", timedelta(days=3)),
        ("/restart", timedelta(seconds=5)),
        ("/session_start", timedelta(seconds=5)),
        ("I want a refund, bought yesterday", timedelta(hours=2)),
        (old, timedelta(days=40)),
        ("Talk to a person", timedelta(seconds=5)),
    ):
        assert await customer.write(text, after) == []
    case = staff.loaded()
    assert (case.who_speaks, case.held_by) == ("human", "maria")
    bot_words = [text for who, text in staff.said() if who == "bot"]
    assert bot_words[-1].startswith("Maria is here now")


async def test_only_the_answer_to_a_persons_question_is_heard_and_the_bot_goes_on_with_it(customer):
    await customer.write("I want my money back for my sms credits")
    staff = await customer.staff()
    staff.act(take_over, at=customer.at)
    staff.act(ask_for, "messages_sent", at=customer.at)
    await customer.write("hi")
    assert await customer.write("none") == []
    assert staff.loaded().claim()["messages_sent"] == 0
    assert await customer.write("my transaction id is IPG-1001") == []
    assert "transaction_id" not in staff.loaded().claim()
    staff.act(speak, "Thank you.", at=customer.at)
    staff.act(hand_back, at=customer.at)
    with staff.database.reading() as session:
        waiting = select(Message).join(Delivery, Delivery.message_id == Message.id)
        words = session.execute(waiting.where(Delivery.state == "pending")).scalars().all()
    assert [w.author for w in words][:2] == ["staff", "bot"]
    assert words[0].author_name == "Maria"
    assert await customer.write("I changed my mind")
    assert staff.loaded().who_speaks == "bot"
    assert staff.loaded().claim()["ground"] == "change_of_mind"


async def test_a_turn_under_way_falls_silent_when_a_person_takes_over(app, agent, monkeypatch):
    customer = Customer(app, agent)
    await customer.write("I want my money back")
    staff = await customer.staff()
    began, may_end = asyncio.Event(), asyncio.Event()
    real = agent.handle_message

    async def slow(message):
        began.set()
        await may_end.wait()
        return await real(message)

    monkeypatch.setattr(agent, "handle_message", slow)
    writing = asyncio.create_task(customer.write("my sms credits, I changed my mind"))
    await began.wait()
    staff.act(take_over, at=customer.at)
    may_end.set()
    heard = await writing
    assert len(heard) == 1
    assert heard[0].startswith("Maria is here now")
    entry = next(e for e in staff.shown()["history"] if e["action"] == "withheld")
    assert entry["detail"]["said"]
