"""One turn: a customer's message, the case it belongs to, and what is said in answer.

The verbs of this room change a turn in memory. The door loads it before and stores it
after, in one transaction; a turn that dies half way leaves nothing behind.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.cases.case import Case, HistoryEntry, Message
from bot.cases.voices import is_guest
from bot.policy.merchant import Merchant
from bot.policy.policy_book import PolicyBook
from bot.triage.button import Button
from bot.triage.lookups import Lookups
from bot.understand.understanding import Understanding
from bot.values.json_value import JsonValue


@dataclass(frozen=True)
class Say:
    """One thing to say: the name of a response in domain.yml and the values in it."""

    response: str
    values: Mapping[str, str] = field(default_factory=dict)
    buttons: tuple[Button, ...] = ()


@dataclass
class Turn:
    """A customer's message being answered.

    `lookups` finds what is not in the case. `pressed` is what the pressed button means, if one
    was. `intent`, `likeliest` (intents, the likeliest first) and `understood` come from Rasa.
    `took` and `readings` are the facts that the message gave, and those of which it has two
    readings; `corrected` those that it changed. `is_told` says that it was understood though it
    gave no fact. `is_other_purchase` says that the message speaks of another purchase than the
    one of a case that is filed: it belongs into a case of its own. `joins` is the reference of
    the case that the purchase has already: the conversation goes on there. `earlier` is that
    case where it cannot be joined, because this one is filed itself. `done` says that the turn
    has already asked its question.
    """

    book: PolicyBook
    case: Case
    message: Message
    now: datetime
    lookups: Lookups = field(default_factory=Lookups)
    first: bool = False
    pressed: str | None = None
    intent: str | None = None
    likeliest: list[str] = field(default_factory=list)
    understood: Understanding = field(default_factory=Understanding)
    took: set[str] = field(default_factory=set)
    corrected: set[str] = field(default_factory=set)
    readings: dict[str, list[JsonValue]] = field(default_factory=dict)
    is_told: bool = False
    is_other_purchase: bool = False
    joins: str | None = None
    earlier: Case | None = None
    done: bool = False
    said: list[Say] = field(default_factory=list)

    @property
    def is_filed(self) -> bool:
        """Whether the request to the company is on its way, or has been sent."""
        draft = self.case.draft()
        is_sent = draft is not None and draft.state != "draft"
        # A case that was reopened keeps the request that was sent before.
        return is_sent and self.case.status != "open"

    @property
    def is_onlooker(self) -> bool:
        """Whether the draft is not the sender's to read or change: a guest, or a closed case."""
        return self.case.who_speaks == "closed" or is_guest(self.case)

    @property
    def goes_elsewhere(self) -> bool:
        """Whether the message is answered in another case than the one that it came to."""
        return self.is_other_purchase or self.joins is not None

    @property
    def merchant(self) -> Merchant | None:
        """The company that the case is about, if it is known."""
        return self.book.merchants.get(self.case.merchant) if self.case.merchant else None

    def say(self, response: str, *buttons: Button, **values: str) -> None:
        """Say the response of that name, with these values in it."""
        self.said.append(Say(response, values, buttons))

    def ask(self, name: str, fact: str | None = None) -> None:
        """Remember the question that the next message will be read as an answer to."""
        self.case.open_question = {"name": name, "fact": fact}
        if fact is not None:
            self.case.told = [*self.case.told, _mark(name, fact)]

    def times_asked(self, name: str, fact: str) -> int:
        """Return how often this very question was asked in the case, also long ago."""
        return self.case.told.count(_mark(name, fact))

    def asked_fact(self) -> str | None:
        """Return the fact that the open question asks for, if it asks for one."""
        return (self.case.open_question or {}).get("fact")

    def read_again(self) -> list[Understanding]:
        """Read the earlier messages again, now that the company and so its zone is known."""
        return self.lookups.earlier(self.merchant.zone) if self.merchant else []

    def is_asking(self, name: str) -> bool:
        """Tell whether the open question is the one of that name."""
        return (self.case.open_question or {}).get("name") == name

    def note(self, actor: str, action: str, **detail: Any) -> None:
        """Add a step to the case's history."""
        self.case.history.append(HistoryEntry(self.now, actor, action, detail))


def _mark(name: str, fact: str) -> str:
    """Return what `Case.told` keeps of a question; a fact is asked for in the same words always."""
    return f"asked {name if name == 'identity' else fact}"


_current: ContextVar[Turn] = ContextVar("turn")


def begin(turn: Turn) -> None:
    """Make `turn` the one that Rasa's actions work on, in this task alone."""
    _current.set(turn)


def current() -> Turn:
    """Return the turn that is being answered in this task.

    Raises:
        LookupError: no message is being answered.
    """
    return _current.get()
