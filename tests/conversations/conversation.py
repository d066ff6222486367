"""One conversation of a YAML file, played on the real thing: Rasa, the door, the policies, SQL.

Each has a database and a clock of its own, so that none depends on another or on the day it is
played.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
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
from bot.cases.states import pass_on
from bot.cases.steps import load_case, store_case
from bot.channels.door import Door
from bot.demo import with_times
from bot.triage.settle_case import Settlement, settle_case

HERE = Path(__file__).parent
#: When conversations begin: a Tuesday, 2:00 PM in Manila and 11:30 AM in India.
NOON = datetime.fromisoformat("2026-03-03T14:00:00+08:00")
#: How long a customer takes for one message.
TYPING = timedelta(seconds=5)
SPANS = {"h": timedelta(hours=1), "d": timedelta(days=1)}


@dataclass(frozen=True)
class Exchange:
    """What the customer said, what was answered, and whether that told the decision.

    `by` is who said it, where several customers speak.
    """

    customer: str
    replies: tuple[str, ...]
    is_decided: bool
    by: str = ""

    def __str__(self) -> str:
        return "\n".join([f"> {self.customer}", *self.replies])


@dataclass
class Conversation:
    """A customer who talks to the door, at times of their own."""

    app: App
    agent: Any
    sender: str
    at: datetime = NOON
    channel: str = "rest"
    vouched: str | None = None
    buttons: list[dict[str, Any]] = field(default_factory=list)

    async def say(self, text: str, merchant: str | None) -> Exchange:
        """Say a text, or press the button whose title stands in <>."""
        typed = self._button(text[1:-1]) if text.startswith("<") else text
        self.at += TYPING
        door = Door(self.app, self.agent)
        inbound = Inbound(self.channel, self.sender, typed, self.at, merchant=merchant)
        await door.receive(replace(inbound, account_email=self.vouched))
        taken: list[Message] = []

        async def give(messages: Sequence[Message]) -> None:
            taken.extend(messages)

        await door.deliver(self.channel, self.sender, give)
        self.buttons = [button for message in taken for button in message.buttons]
        decision = self.case()["decision"] or {"outcome": "need_facts"}
        replies = tuple(message.text or "" for message in taken)
        return Exchange(text, replies, decision["outcome"] != "need_facts", self.sender)

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
        """Return the customer's newest case, or the one that it joined."""
        case = self.cases()[0]
        with self.app.database.reading() as session:
            while case["joined_to"]:
                case = show_case(session, case["joined_to"])
        return case

    def ref(self) -> str:
        """Return the reference of the case, as {ref} stands for it; "" before there is one."""
        return str(self.case()["ref"]) if self.cases() else ""

    def settle(self, outcome: str, amount: str | None = None, words: str = "") -> None:
        """Let staff note how the case ended."""
        app, settlement = self.app, Settlement(outcome, "maria", amount, words)
        ref = self.case()["ref"]
        with app.database.writing() as session:
            settle_case(session, app.book, app.replies, ref, settlement, self.at)

    def close(self) -> None:
        """Let staff close the case."""
        with self.app.database.writing() as session:
            case = load_case(session, self.case()["ref"])
            pass_on(case, "close", self.at, "maria")
            store_case(session, case, self.at)

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
    def replies_by_customer(self) -> list[list[str]]:
        """What each customer was answered."""
        heard: dict[str, list[str]] = {}
        for exchange in self.exchanges:
            heard.setdefault(exchange.by, []).extend(exchange.replies)
        return list(heard.values())

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
    talk.vouched = told.get("door_vouches_for")
    talks, exchanges = {path.stem: talk}, []
    for turn in told["turns"]:
        talk.at += _span(turn.get("after", "0h"))
        one = talks.setdefault(turn.get("as", path.stem), _other(talk, turn.get("as", "")))
        one.at = talk.at
        if "settled" in turn:
            one.settle(**turn["settled"])
        if turn.get("closed"):
            one.close()
        exchanges.append(await one.say(turn["customer"].replace("{ref}", talk.ref()), merchant))
        talk.at = one.at
    case = talk.case()
    return Played(told, tuple(exchanges), case, len(talk.cases()), talk.mails(case["ref"]))


def _other(talk: Conversation, name: str) -> Conversation:
    """Return a conversation of somebody else, given as "channel:sender"."""
    channel, _, sender = name.rpartition(":")
    return Conversation(talk.app, talk.agent, sender, talk.at, channel or "rest")


def _import(app: App, ledger: str, now: datetime) -> None:
    text = with_times(ledger, now, "Asia/Manila")
    with app.database.writing() as session:
        import_ledger(session, read_ledger(text, sorted(app.book.merchants), now))


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
