from __future__ import annotations

import asyncio

from bot.emails import worker
from bot.emails.file_post import FilePost
from bot.emails.smtp_post import SmtpPost
from bot.settings import read_settings


def test_without_a_mail_server_emails_become_files():
    assert isinstance(worker.choose_post(read_settings({})), FilePost)
    assert isinstance(worker.choose_post(read_settings({"SMTP_URL": "smtp://h"})), SmtpPost)


async def test_a_round_that_fails_does_not_end_the_worker(monkeypatch):
    rounds = []
    stop = asyncio.Event()

    async def send_queued(outbox, stop):
        rounds.append(outbox)
        if len(rounds) == 1:
            raise RuntimeError
        stop.set()

    monkeypatch.setattr(worker, "PAUSE_SECONDS", 0.01)
    monkeypatch.setattr(worker, "settle_interrupted", lambda _: 0)
    monkeypatch.setattr(worker, "tell_of_waiting", lambda _: 0)
    monkeypatch.setattr(worker, "send_queued", send_queued)
    await asyncio.wait_for(worker.work(object(), stop), 5)
    assert len(rounds) == 2


async def test_what_was_interrupted_is_settled_once_at_the_start(monkeypatch):
    done = []
    stop = asyncio.Event()

    async def send_queued(outbox, stop):
        done.append("round")
        if done.count("round") == 2:
            stop.set()

    monkeypatch.setattr(worker, "ROUND_SECONDS", 0.01)
    monkeypatch.setattr(worker, "settle_interrupted", lambda _: done.append("settled"))
    monkeypatch.setattr(worker, "tell_of_waiting", lambda _: 0)
    monkeypatch.setattr(worker, "send_queued", send_queued)
    await asyncio.wait_for(worker.work(object(), stop), 5)
    assert done == ["settled", "round", "round"]
