from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timezone
from typing import Any

import pytest

from bot.cases.case import Case, CaseFact, Message
from bot.policy.load import load_policies
from bot.settings import ROOT, read_settings
from bot.triage.replies import Replies
from bot.triage.turn import Turn

#: Tuesday, 10:00 AM in Manila.
NOW = datetime(2026, 3, 3, 2, 0, tzinfo=timezone.utc)
MakeTurn = Callable[..., Turn]


@pytest.fixture(scope="session")
def book() -> Any:
    return load_policies(read_settings({}).policies)


@pytest.fixture
def make_turn(book: Any) -> MakeTurn:
    """Make a turn on a case of these claims, in which nobody can be proved or looked up."""
    replies = Replies(ROOT / "domain.yml")

    def make(text: str = "whatever was typed", *, merchant: str = "iprog", **claims: Any) -> Turn:
        case = Case("RF-TEST-CASE", "rest", "ana", merchant, NOW, NOW, NOW, id=1)
        case.facts = [CaseFact(name, "claimed", value, NOW) for name, value in claims.items()]
        message = Message(1, NOW, "customer", text, id=7)
        nobody: Any = lambda *_: None  # noqa: E731 -- Nobody is proved here.
        turn = Turn(book, case, message, NOW, nobody, lambda _: [], nobody)
        turn.buttons_of = replies.buttons_of
        return turn

    return make
