from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cases.case import CaseFact, Email
from bot.cases.database import Database
from bot.cases.inbox import Inbound, record_inbound
from bot.cases.steps import commit_step, load_case
from bot.emails.file_post import FilePost
from bot.emails.outbox import Outbox, send_queued, settle_interrupted
from bot.emails.smtp_post import SmtpPost


@pytest.fixture
def database(tmp_path):
    database = Database(f"sqlite:///{tmp_path}/refunds.db")
    database.migrate()
    yield database
    database.close()


@pytest.fixture
def ref(database, now):
    """A case in the database."""
    with database.writing() as session:
        return record_inbound(session, Inbound("rest", "u1", "Hi", now, None, "example")).ref


class Emails:
    """The emails of one case in the database."""

    def __init__(self, database, ref, now):
        self.database, self.ref, self.now = database, ref, now

    def queue(self, kind="request", to="support@merchant.example"):
        with self.database.writing() as session:
            case = load_case(session, self.ref)
            email = Email(kind, to, "Subject", "Ana's words\n", self.now, "queued")
            case.emails.append(email)
            commit_step(session, case, self.now)
            session.flush()
            return email.id

    def prove(self, address):
        with self.database.writing() as session:
            case = load_case(session, self.ref)
            case.proved = True
            case.facts.append(CaseFact("account_email", "record", address, self.now))
            commit_step(session, case, self.now)

    def look(self, email_id):
        with self.database.reading() as session:
            return session.get(Email, email_id)


@pytest.fixture
def emails(database, ref, now):
    return Emails(database, ref, now)


@pytest.fixture
def outbox(database, merchant, tmp_path, now):
    """An outbox of files."""
    return Outbox(
        database,
        {"example": merchant},
        "Refund assistant <refunds@desk.example>",
        FilePost(tmp_path / "outbox"),
        lambda: now,
    )


async def _round(outbox):
    return await send_queued(outbox, asyncio.Event())


async def test_a_queued_email_becomes_one_file_and_is_never_sent_again(outbox, emails, tmp_path):
    email_id = emails.queue()
    assert await _round(outbox) == 1
    assert await _round(outbox) == 0
    assert emails.look(email_id).state == "sent"
    assert [file.name for file in (tmp_path / "outbox").iterdir()] == [
        f"{emails.ref}-{email_id}.eml"
    ]


async def test_a_worker_killed_after_the_file_was_written_leaves_one_file(
    outbox, emails, tmp_path, monkeypatch
):
    email_id = emails.queue()
    monkeypatch.setattr("bot.emails.outbox._mark", _die)
    with pytest.raises(_Killed):
        await _round(outbox)
    monkeypatch.undo()
    assert emails.look(email_id).state == "sending"
    assert settle_interrupted(outbox) == 1
    await _round(outbox)
    assert emails.look(email_id).state == "sent"
    assert len(list((tmp_path / "outbox").iterdir())) == 1


class _Killed(BaseException):
    pass


def _die(*_):
    raise _Killed


async def test_a_worker_killed_while_mailing_leaves_doubt_and_no_second_mail(
    outbox, emails, serve_mail, answers, monkeypatch
):
    email_id = emails.queue()
    async with serve_mail() as server:
        mailing = replace(outbox, post=SmtpPost(server, 5))
        monkeypatch.setattr("bot.emails.outbox._mark", _die)
        with pytest.raises(_Killed):
            await _round(mailing)
        monkeypatch.undo()
        settle_interrupted(mailing)
        await _round(mailing)
    assert emails.look(email_id).state == "uncertain"
    assert len(answers.accepted) == 1


async def test_a_refusal_for_now_waits_and_is_sent_later(outbox, emails, serve_mail, answers, now):
    email_id = emails.queue()
    answers.rcpt = "451 Later"
    async with serve_mail() as server:
        mailing = replace(outbox, post=SmtpPost(server, 5))
        await _round(mailing)
        assert emails.look(email_id).state == "queued"
        assert emails.look(email_id).not_before == now + timedelta(minutes=1)
        answers.rcpt = "250 OK"
        assert await _round(mailing) == 0
        await _round(replace(mailing, clock=lambda: now + timedelta(minutes=1)))
    assert emails.look(email_id).state == "sent"
    assert len(answers.accepted) == 1


async def test_after_five_tries_an_email_has_failed(outbox, emails, serve_mail, answers, now):
    email_id = emails.queue()
    answers.rcpt = "451 Later"
    async with serve_mail() as server:
        for hour in range(0, 30, 3):
            at = now + timedelta(hours=hour)
            await _round(replace(outbox, post=SmtpPost(server, 5), clock=lambda at=at: at))
    assert (emails.look(email_id).state, emails.look(email_id).attempts) == ("failed", 5)


@pytest.mark.parametrize("mail", [("request", "x@evil.example"), ("copy", "a@b.example")])
async def test_mail_to_anybody_else_is_refused(mail, outbox, emails, tmp_path):
    email_id = emails.queue(*mail)
    await _round(outbox)
    assert emails.look(email_id).state == "failed"
    assert not (tmp_path / "outbox").exists()


async def test_a_proved_customer_gets_the_copy(outbox, emails):
    emails.prove("ana@customer.example")
    email_id = emails.queue("copy", "ana@customer.example")
    await _round(outbox)
    assert emails.look(email_id).state == "sent"


async def test_one_bad_email_does_not_stop_the_next(outbox, emails, monkeypatch):
    bad, good = emails.queue(), emails.queue()
    real = FilePost.send

    async def send(self, message, name):
        if name.endswith(f"-{bad}"):
            raise RuntimeError("Ana's words")
        return await real(self, message, name)

    monkeypatch.setattr(FilePost, "send", send)
    await _round(outbox)
    assert (emails.look(bad).state, emails.look(good).state) == ("uncertain", "sent")


async def test_what_was_not_begun_when_told_to_stop_goes_back(outbox, emails):
    email_id = emails.queue()
    stop = asyncio.Event()
    stop.set()
    assert await send_queued(outbox, stop) == 0
    assert emails.look(email_id).state == "queued"


async def test_the_log_has_one_line_an_email_without_anybodys_words(outbox, emails, caplog):
    emails.queue()
    with caplog.at_level("INFO", "refunds.emails"):
        await _round(outbox)
    assert [record.getMessage() for record in caplog.records] == [
        f"request of {emails.ref}: sent. "
    ]
