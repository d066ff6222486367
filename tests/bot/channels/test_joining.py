"""Conversations about one purchase find each other at the door, also at the same moment."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bot.app import App
from bot.cases.database import Database
from bot.cases.inbox import Inbound
from bot.cases.ledger import import_ledger
from bot.cases.purchase import Purchase
from bot.cases.queries import list_cases
from bot.cases.states import pass_on
from bot.cases.steps import load_case, store_case
from bot.channels.door import Door
from bot.policy.load import load_policies
from bot.settings import ROOT, read_settings
from bot.triage.replies import Replies
from bot.triage.take_facts import take_facts
from bot.triage.turn import current
from bot.understand.understanding import Understanding

NOW = datetime(2026, 3, 3, 6, 0, tzinfo=timezone.utc)
PAIR = {"account_email": "ana@example.com", "transaction_id": "IPG-1001"}


class ProvingAgent:
    """Stands for Rasa's agent: takes every message for the right pair.

    With `meet`, the first turn of each waits until the other has looked for the purchase too.
    """

    def __init__(self, meet: Callable[[], Any] | None = None) -> None:
        self.meet = meet
        self.met: set[str] = set()

    async def handle_message(self, message: Any) -> None:
        turn = current()
        turn.intent, turn.understood = "inform", Understanding(facts=PAIR)
        await asyncio.to_thread(take_facts, turn)
        if self.meet and message.sender_id not in self.met:
            self.met.add(message.sender_id)
            await self.meet()
        await message.output_channel.send_response(message.sender_id, {"text": "All right."})


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    database = Database(f"sqlite:///{tmp_path}/cases.db")
    database.migrate()
    record = {**PAIR, "product": "sms_credits", "paid": "1000.00"}
    with database.writing() as session:
        purchase = Purchase("iprog", "IPG-1001", "ana@example.com", NOW, record)
        import_ledger(session, [purchase])
    settings = replace(read_settings({}), turn_seconds=5)
    policies: Any = SimpleNamespace(book=load_policies(settings.policies))
    yield App(settings, policies, database, Replies(ROOT / "domain.yml"))
    database.close()


def inbound(sender: str) -> Inbound:
    return Inbound("rest", sender, "ana@example.com IPG-1001", NOW, merchant="iprog")


def cases(app: App) -> list[dict[str, Any]]:
    with app.database.reading() as session:
        return list_cases(session)


async def heard(app: App, sender: str) -> list[str]:
    texts: list[str] = []

    async def give(messages: Any) -> None:
        texts.extend(message.text for message in messages)

    await Door(app, ProvingAgent()).deliver("rest", sender, give)
    return texts


async def test_two_who_prove_at_the_same_moment_share_one_open_case(app: App) -> None:
    waiting = asyncio.Event()
    arrived: list[int] = []

    async def meet() -> None:
        arrived.append(1)
        if len(arrived) == 2:
            waiting.set()
        await asyncio.wait_for(waiting.wait(), 3)

    # Two doors, as two processes have them: no lock in memory holds them apart.
    agent = ProvingAgent(meet)
    await asyncio.gather(*(Door(app, agent).receive(inbound(who)) for who in ("ana", "ben")))
    still_open = [case for case in cases(app) if case["who_speaks"] != "closed"]
    (left,) = (case for case in cases(app) if case["who_speaks"] == "closed")
    assert [case["ref"] for case in still_open] == [left["joined_to"]]
    assert await heard(app, "ana")
    assert await heard(app, "ben")


async def test_who_joins_while_a_person_speaks_is_told_so(app: App) -> None:
    door = Door(app, ProvingAgent())
    first = await door.receive(inbound("ana"))
    with app.database.writing() as session:
        case = load_case(session, first.ref)
        pass_on(case, "take_over", NOW, "maria")
        store_case(session, case, NOW)
    await door.receive(inbound("ben"))
    (said,) = await heard(app, "ben")
    assert first.ref in said
    assert "A person already has a request about it" in said
