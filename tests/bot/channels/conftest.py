from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bot.app import App
from bot.cases.database import Database
from bot.cases.ledger import import_ledger
from bot.cases.purchase import Purchase
from bot.cases.queries import list_cases, show_case
from bot.cases.whatsapp_events import store_events
from bot.channels.door import Door
from bot.channels.whatsapp_events import read_events
from bot.channels.whatsapp_graph import Graph
from bot.channels.whatsapp_post import WhatsAppPost
from bot.channels.whatsapp_work import WhatsAppWork
from bot.policy.load import load_policies
from bot.settings import ROOT, read_settings
from bot.triage.replies import Replies
from tests.bot.channels.fake_graph import FakeGraph, fake_graph

RECORD = {"account_email": "ana@example.com", "transaction_id": "IPG-1001"}


class OfferingAgent:
    """Stands for Rasa's agent: repeats what it heard, with two buttons."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    async def handle_message(self, message: Any) -> None:
        self.heard.append(message.text)
        buttons = [{"title": title, "payload": title.lower()} for title in ("Yes", "No")]
        said = {"text": f"You said: {message.text}", "buttons": buttons}
        await message.output_channel.send_response(message.sender_id, said)


@dataclass
class WhatsApp:
    """The door to WhatsApp without the web in front: webhooks in, what reached the fake out."""

    app: App
    agent: OfferingAgent
    work: WhatsAppWork
    fake: FakeGraph

    async def take(self, *bodies: dict[str, Any]) -> None:
        """Store webhooks, work on them, and wait until all is answered and sent."""
        settings = self.app.settings.whatsapp
        assert settings is not None
        now = datetime.now(timezone.utc)
        with self.app.database.writing() as session:
            for body in bodies:
                store_events(session, read_events(body, settings.numbers, now))
        while await self.work.work_once():
            pass
        await self.settle()

    async def settle(self) -> None:
        await self.work.post.look_once()
        for _ in range(3):
            await self.work.settle()

    def cases(self) -> list[dict[str, Any]]:
        with self.app.database.reading() as session:
            return [show_case(session, case["ref"]) for case in list_cases(session)]


@pytest.fixture(scope="session")
def policies() -> Any:
    """Return the real policies, compiled once."""
    return SimpleNamespace(book=load_policies(ROOT / "policies"))


@pytest.fixture
def fake() -> Iterator[FakeGraph]:
    with fake_graph() as graph:
        yield graph


@pytest.fixture
async def whatsapp(tmp_path: Path, fake: FakeGraph, policies: Any) -> Any:
    database = Database(f"sqlite:///{tmp_path}/cases.db")
    database.migrate()
    bought = datetime.now(timezone.utc) - timedelta(hours=3)
    purchase = Purchase(
        "iprog", "IPG-1001", "ana@example.com", bought, dict(RECORD), account_phone="+639171234567"
    )
    with database.writing() as session:
        import_ledger(session, [purchase])
    settings = replace(read_settings(fake.settings()), turn_seconds=5)
    app = App(settings, policies, database, Replies(ROOT / "domain.yml"))
    agent = OfferingAgent()
    assert settings.whatsapp is not None
    graph = Graph(settings.whatsapp)
    work = WhatsAppWork(app, Door(app, agent), graph)
    work.post = WhatsAppPost(app, graph, wait=lambda _tries: 0.0)
    yield WhatsApp(app, agent, work, fake)
    await graph.close()
    database.close()
