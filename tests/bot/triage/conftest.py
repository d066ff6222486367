from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.cases.case import Case, CaseFact, Email, Message
from bot.cases.database import Database
from bot.cases.inbox import Inbound, record_inbound
from bot.cases.purchase import transaction_key
from bot.cases.steps import load_case, store_case
from bot.policy.load import load_policies
from bot.settings import ROOT, read_settings
from bot.triage.lookups import Lookups
from bot.triage.replies import Replies
from bot.triage.turn import Turn
from bot.understand.understanding import Understanding
from tests.bot.triage.staff import NOW, Staff

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
        lookups = Lookups()
        lookups.buttons_of = replies.buttons_of  # type: ignore[method-assign]
        return Turn(book, case, message, NOW, lookups)

    return make


@pytest.fixture(scope="session")
def replies() -> Replies:
    return Replies(ROOT / "domain.yml")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path}/cases.db")
    database.migrate()
    yield database
    database.close()


def file_case(case: Case) -> None:
    """Make of a case one whose request the company has, by a customer who was proved."""
    record = {
        "account_email": "ana@example.com",
        "transaction_id": "IPG-1001",
        "product": "sms_credits",
        "paid": "1000.00",
        "currency": "PHP",
        "purchased_at": "2026-03-03T07:00:00+08:00",
        "messages_sent": 0,
    }
    case.proved, case.status, case.purchase_key = True, "pending", transaction_key("IPG-1001")
    case.facts = [CaseFact(name, "record", value, NOW) for name, value in record.items()]
    case.facts.append(CaseFact("ground", "claimed", "change_of_mind", NOW))
    case.emails = [Email("request", "admin+support@iprogtech.com", "Subject", "Body", NOW, "sent")]
    case.decision = {
        "outcome": "eligible",
        "because": None,
        "clauses": ["2"],
        "policy_version": "2025-11-30",
        "amount": {"value": "1000.00", "currency": "PHP", "by": "gcash"},
    }
    case.answer_by = NOW + timedelta(days=7)


@pytest.fixture
def filed_ref(database: Database) -> str:
    """Return the reference of a stored case that was filed."""
    with database.writing() as session:
        ref = record_inbound(session, Inbound("rest", "ana", "refund", NOW, merchant="iprog")).ref
        case = load_case(session, ref)
        with session.no_autoflush:
            file_case(case)
        store_case(session, case, NOW)
    return ref


@pytest.fixture
def begin_turn(make_turn: MakeTurn) -> MakeTurn:
    """Begin a turn: what was typed, its intent and facts, when, and how the case stands."""

    def begin(
        text: str = "whatever was typed",
        intent: str = "inform",
        facts: dict[str, Any] | None = None,
        at: datetime = NOW,
        **state: Any,
    ) -> Turn:
        turn = make_turn(text)
        turn.case.ref, turn.now, turn.intent = "RF-4444-AAAA", at, intent
        if state.pop("is_filed", False):
            file_case(turn.case)
        for name, value in state.items():
            setattr(turn.case, name, value)
        turn.message.channel, turn.message.sender = "rest", "ana"
        turn.understood = Understanding(facts=facts or {})
        return turn

    return begin


@pytest.fixture
def staff(database: Database, book: Any, replies: Replies) -> Staff:
    """Return staff at the case of a customer who asked for a person."""
    with database.writing() as session:
        recorded = record_inbound(session, Inbound("rest", "ana", "help", NOW, merchant="iprog"))
        case = load_case(session, recorded.ref)
        case.who_speaks, case.reason, case.waiting_since = "waiting", "asked", NOW
        case.answer_by = NOW + timedelta(days=7)
        store_case(session, case, NOW)
    return Staff(database, book, replies, recorded.ref)
