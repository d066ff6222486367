"""One conversation of a YAML file, played on the real thing: Rasa, the door, the policies, SQL.

Each has a database and a clock of its own, so that none depends on another or on the day it is
played.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from bot.app import App
from bot.cases.case import Email, Message
from bot.cases.inbox import Inbound
from bot.cases.ledger import import_ledger
from bot.cases.ledger_file import COLUMNS, read_ledger
from bot.cases.queries import list_cases, show_case
from bot.channels.door import Door
from bot.demo import with_times

HERE = Path(__file__).parent
#: When conversations begin: a Tuesday, 2:00 PM in Manila and 11:30 AM in India.
NOON = datetime.fromisoformat("2026-03-03T14:00:00+08:00")
#: How long a customer takes for one message.
TYPING = timedelta(seconds=5)
SPANS = {"h": timedelta(hours=1), "d": timedelta(days=1)}


@dataclass(frozen=True)
class Exchange:
    """What the customer said, what was answered, and whether that told the decision."""

    customer: str
    replies: tuple[str, ...]
    is_decided: bool

    def __str__(self) -> str:
        return "\n".join([f"> {self.customer}", *self.replies])


@dataclass
class Conversation:
    """A customer who talks to the door, at times of their own."""

    app: App
    agent: Any
    sender: str
    at: datetime = NOON
    buttons: list[dict[str, Any]] = field(default_factory=list)

    async def say(self, text: str, merchant: str | None) -> Exchange:
        """Say a text, or press the button whose title stands in <>."""
        typed = self._button(text[1:-1]) if text.startswith("<") else text
        self.at += TYPING
        door = Door(self.app, self.agent)
        await door.receive(Inbound("rest", self.sender, typed, self.at, merchant=merchant))
        taken: list[Message] = []

        async def give(messages: Sequence[Message]) -> None:
            taken.extend(messages)

        await door.deliver("rest", self.sender, give)
        self.buttons = [button for message in taken for button in message.buttons]
        decision = self.case()["decision"] or {"outcome": "need_facts"}
        replies = tuple(message.text or "" for message in taken)
        return Exchange(text, replies, decision["outcome"] != "need_facts")

    def _button(self, title: str) -> str:
        titles = {button["title"]: button["id"] for button in self.buttons}
        assert title in titles, f"There is no button '{title}', only {sorted(titles)}."
        return str(titles[title])

    def cases(self) -> list[dict[str, Any]]:
        """Return the customer's cases, the newest first."""
        with self.app.database.reading() as session:
            refs = [case["ref"] for case in list_cases(session) if case["sender"] == self.sender]
            return [show_case(session, ref) for ref in refs]

    def case(self) -> dict[str, Any]:
        """Return the customer's newest case."""
        return self.cases()[0]

    def mails(self, ref: str) -> list[str]:
        """Return the kinds of email that are queued about a case."""
        with self.app.database.reading() as session:
            mails = session.query(Email).filter_by(state="queued").all()
            return sorted(m.kind for m in mails if ref in m.body or ref in m.subject)


@dataclass(frozen=True)
class Played:
    """A conversation that was played: what stood in its file, what was said, what is stored."""

    told: dict[str, Any]
    exchanges: tuple[Exchange, ...]
    case: dict[str, Any]
    cases: int
    mails: list[str]

    @property
    def replies(self) -> tuple[str, ...]:
        """All that was answered."""
        return tuple(reply for exchange in self.exchanges for reply in exchange.replies)

    @property
    def messages_to_decision(self) -> int | None:
        """After how many messages of the customer the decision was told, if it was."""
        decided = (n for n, exchange in enumerate(self.exchanges, 1) if exchange.is_decided)
        return next(decided, None)

    def __str__(self) -> str:
        return "\n".join(map(str, self.exchanges))


async def play(path: Path, app: App, agent: Any, monkeypatch: Any) -> Played:
    """Play the conversation of a file on an empty database with its billing records."""
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    begins = datetime.fromisoformat(told["now"]) if "now" in told else NOON
    talk = Conversation(app, agent, path.stem, begins)
    monkeypatch.setattr("bot.channels.door._now", lambda: talk.at)
    _import(app, (HERE / "ledger.csv").read_text(encoding="utf-8"), begins)
    _import(app, _as_csv(told), begins)
    merchant = told.get("merchant", "iprog")
    somebody = Conversation(app, agent, "somebody else", begins)
    for text in told.get("before", []):
        await somebody.say(text, merchant)
    exchanges = []
    for turn in told["turns"]:
        talk.at += _span(turn.get("after", "0h"))
        exchanges.append(await talk.say(turn["customer"], merchant))
    case = talk.case()
    return Played(told, tuple(exchanges), case, len(talk.cases()), talk.mails(case["ref"]))


def _import(app: App, ledger: str, now: datetime) -> None:
    text = with_times(ledger, now, "Asia/Manila")
    with app.database.writing() as session:
        import_ledger(session, read_ledger(text, sorted(app.book.merchants)))


def _as_csv(told: dict[str, Any]) -> str:
    """Write the file's own billing records as the merchant exports them."""
    rows = [{"merchant": told.get("merchant", "iprog"), **row} for row in told.get("ledger", [])]
    out = io.StringIO()
    writer = csv.DictWriter(out, [name for name in COLUMNS if any(name in row for row in rows)])
    if rows:
        writer.writeheader()
        writer.writerows(rows)
    return out.getvalue() or ",".join(COLUMNS)


def _span(words: str) -> timedelta:
    found = re.fullmatch(r"(\d+)([hd])", words)
    assert found, f"'{words}' is no span. Write 26h or 3d."
    return int(found[1]) * SPANS[found[2]]


def paths() -> Iterator[Path]:
    """Return the file of each conversation, in every folder."""
    return iter(sorted(HERE.rglob("*.yml")))
