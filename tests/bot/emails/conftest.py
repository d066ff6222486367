from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from datetime import datetime, timezone

import pytest
from aiosmtpd.smtp import SMTP

from bot.cases.case import Case, CaseFact
from bot.emails.smtp_server import SmtpServer
from bot.policy.merchant import Merchant

NOW = datetime(2026, 11, 24, 6, tzinfo=timezone.utc)


@pytest.fixture
def now():
    """Tuesday, 2:00 PM in Manila."""
    return NOW


@pytest.fixture
def merchant():
    return Merchant(
        id="example",
        name="Example SMS",
        zone="Asia/Manila",
        zone_words="Philippine time",
        currency="PHP",
        country="PH",
        standing="official",
        answer_within=5,
        products={"sms_credits": "SMS credits", "premium_token": "premium token"},
        payments={"gcash": "GCash", "sms_credits": "SMS credits"},
        email_to="support@merchant.example",
        email_needs={
            "any": ("account_email", "transaction_id", "purchased_at", "ground"),
            "sms_credits": ("payment_reference",),
        },
        urgent_subject="URGENT",
        urgent_within_hours=3,
    )


@pytest.fixture
def case():
    """A case of which only the product is known, claimed by a customer who proved nothing."""
    case = Case("RF-7K3M-92QD", "rest", "u1", "example", NOW, NOW, NOW)
    case.facts.append(CaseFact("product", "claimed", "sms_credits", NOW))
    return case


@pytest.fixture
def claim(case):
    def add(name, value, **more):
        case.facts.append(CaseFact(name, "claimed", value, NOW, **more))

    return add


@pytest.fixture
def record(case):
    """Put a fact on record, for a customer who has proved who they are."""

    def add(name, value):
        case.proved = True
        case.facts.append(CaseFact(name, "record", value, NOW))

    return add


class Answers:
    """A real mail server's answers; `cut` drops the line before the last one is heard."""

    def __init__(self, rcpt="250 OK", data="250 OK", *, cut=False):
        self.rcpt, self.data, self.cut = rcpt, data, cut
        self.accepted = []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: ARG002, N802
        if self.rcpt.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(self, server, session, envelope):  # noqa: ARG002, N802
        if self.data.startswith("250"):
            self.accepted.append(envelope)
        if self.cut:
            server.transport.abort()
        return self.data


@asynccontextmanager
async def _serve(answers, **options):
    loop = asyncio.get_running_loop()
    sessions = []

    def begin():
        sessions.append(SMTP(answers, loop=loop, hostname="mail.test", **options))
        return sessions[-1]

    server = await loop.create_server(begin, "127.0.0.1", 0)
    try:
        yield SmtpServer("127.0.0.1", server.sockets[0].getsockname()[1], tls=False)
    finally:
        server.close()
        await server.wait_closed()
        for session in sessions:
            if session.transport:
                session.transport.abort()
        await asyncio.sleep(0.01)


@pytest.fixture
def answers():
    """What the mail server will answer; the test changes it."""
    return Answers()


@pytest.fixture
def serve_mail(answers):
    """Serve mail on 127.0.0.1 with those answers, as a context that gives the address."""
    return lambda **options: _serve(answers, **options)
