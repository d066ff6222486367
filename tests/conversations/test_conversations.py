"""Whole conversations in YAML, held with the real thing: Rasa, the door, the policies, SQL.

Each file is one conversation; its name is its sentence. A turn is what the customer says, the
phrases that the answer must hold (`bot`), and those that it must not (`never`). `case` is how
the case must stand at the end, by dotted names; `mails` the kinds of email that are queued.
`<button>` presses the button of that title. `before` is what somebody else said earlier, in a
conversation of their own.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.app import App, build
from bot.cases.case import Email, Message
from bot.cases.inbox import Inbound
from bot.cases.ledger import import_ledger
from bot.cases.ledger_file import read_ledger
from bot.cases.queries import list_cases, show_case
from bot.channels.door import Door
from bot.demo import with_times
from bot.settings import read_settings

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*.yml"))


@pytest.fixture(scope="module")
async def app(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[App]:
    folder = tmp_path_factory.mktemp("conversations")
    app = build(replace(read_settings({}), database_url=f"sqlite:///{folder}/cases.db"))
    text = with_times((HERE / "ledger.csv").read_text(), datetime.now(timezone.utc), "Asia/Manila")
    with app.database.writing() as session:
        import_ledger(session, read_ledger(text, sorted(app.book.merchants)))
    yield app
    app.database.close()


class Conversation:
    """One customer's conversation; each message comes a few seconds after the other."""

    def __init__(self, app: App, agent: Any, name: str) -> None:
        self.app, self.name = app, name
        self.door = Door(app, agent)
        self.at = datetime.now(timezone.utc)
        self.buttons: list[dict[str, Any]] = []

    async def say(self, text: str, merchant: str | None) -> str:
        if text.startswith("<"):
            title = text.strip("<>")
            text = next(b["id"] for b in self.buttons if b["title"] == title)
        self.at += timedelta(seconds=5)
        await self.door.receive(Inbound("rest", self.name, text, self.at, merchant=merchant))
        taken: list[Message] = []

        async def give(messages: Sequence[Message]) -> None:
            taken.extend(messages)

        await self.door.deliver("rest", self.name, give)
        self.buttons = [button for message in taken for button in message.buttons]
        return "\n".join(message.text or "" for message in taken)

    def case(self) -> dict[str, Any]:
        with self.app.database.reading() as session:
            ref = next(c["ref"] for c in list_cases(session) if c["sender"] == self.name)
            return show_case(session, ref)

    def mails(self, ref: str) -> list[str]:
        with self.app.database.reading() as session:
            mails = session.query(Email).filter_by(state="queued").all()
            return sorted(m.kind for m in mails if ref in m.body or ref in m.subject)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
async def test_conversation(path: Path, app: App, agent: Any) -> None:
    told = yaml.safe_load(path.read_text())
    somebody = Conversation(app, agent, f"{path.stem}, before")
    for text in told.get("before", []):
        await somebody.say(text, told.get("merchant", "iprog"))
    talk = Conversation(app, agent, path.stem)
    transcript = []
    for turn in told["turns"]:
        answer = await talk.say(turn["customer"], told.get("merchant", "iprog"))
        transcript.append(f"> {turn['customer']}\n{answer}")
        for phrase in turn.get("bot", []):
            assert phrase.lower() in answer.lower(), "\n".join(transcript)
        for phrase in turn.get("never", []):
            assert phrase.lower() not in answer.lower(), "\n".join(transcript)
    case = talk.case()
    for name, expected in told.get("case", {}).items():
        assert dig(case, name) == expected, "\n".join(transcript)
    if "mails" in told:
        assert talk.mails(case["ref"]) == told["mails"], "\n".join(transcript)


def dig(case: dict[str, Any], dotted: str) -> Any:
    value: Any = case
    for name in dotted.split("."):
        value = None if value is None else value[name]
    return value
