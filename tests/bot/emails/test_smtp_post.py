from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from email.message import EmailMessage

import pytest
from aiosmtpd.smtp import AuthResult

from bot.emails.smtp_post import SmtpPost
from bot.emails.smtp_server import SmtpServer


@pytest.fixture
def message():
    message = EmailMessage()
    message["From"] = "Refund assistant <refunds@desk.example>"
    message["To"] = "support@merchant.example"
    message.set_content("Hello.\n.\nA dot alone ends nothing.\n")
    return message


async def test_an_email_that_the_server_takes_is_sent(message, serve_mail, answers):
    async with serve_mail() as server:
        posted = await SmtpPost(server, 5).send(message, "RF-1-1")
    assert (posted.ending, posted.error) == ("sent", None)
    [envelope] = answers.accepted
    assert envelope.mail_from == "refunds@desk.example"
    assert envelope.rcpt_tos == ["support@merchant.example"]
    assert b"A dot alone ends nothing." in envelope.content


@pytest.mark.parametrize("step", ["rcpt", "data"])
async def test_a_refusal_for_now_is_tried_again(step, message, serve_mail, answers):
    setattr(answers, step, "451 Try later, Ana")
    async with serve_mail() as server:
        posted = await SmtpPost(server, 5).send(message, "RF-1-1")
    assert posted.ending == "try_again"
    assert "451" in posted.error
    assert "Ana" not in posted.error


@pytest.mark.parametrize("step", ["rcpt", "data"])
async def test_a_refusal_for_good_is_final(step, message, serve_mail, answers):
    setattr(answers, step, "550 No such user")
    async with serve_mail() as server:
        posted = await SmtpPost(server, 5).send(message, "RF-1-1")
    assert posted.ending == "refused"


async def test_a_line_cut_after_the_message_went_out_leaves_doubt(message, serve_mail, answers):
    answers.cut = True
    async with serve_mail() as server:
        posted = await SmtpPost(server, 5).send(message, "RF-1-1")
    assert posted.ending == "in_doubt"


async def test_a_server_that_is_not_there_is_tried_again(message, serve_mail):
    async with serve_mail() as server:
        pass
    posted = await SmtpPost(server, 5).send(message, "RF-1-1")
    assert posted.ending == "try_again"


async def test_a_server_that_says_nothing_is_tried_again(message):
    closed = asyncio.Event()

    async def say_nothing(reader, writer):
        await reader.read()
        writer.close()
        await writer.wait_closed()
        closed.set()

    silent = await asyncio.start_server(say_nothing, "127.0.0.1", 0)
    async with silent:
        port = silent.sockets[0].getsockname()[1]
        posted = await SmtpPost(SmtpServer("127.0.0.1", port, tls=False), 0.3).send(message, "R")
        await closed.wait()
    assert posted.ending == "try_again"


#: The test server has no certificate, and says how unwise that is.
without_tls = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")


def _authenticator(*_args):
    """Let anybody in whose password is right."""
    credentials = _args[-1]
    return AuthResult(success=credentials.password == b"right", handled=False)


@without_tls
@pytest.mark.parametrize(("password", "ending"), [("right", "sent"), ("wrong", "try_again")])
async def test_user_and_password_are_handed_in(password, ending, message, serve_mail):
    async with serve_mail(
        authenticator=_authenticator, auth_required=True, auth_require_tls=False
    ) as server:
        known = replace(server, user="me", password=password)
        posted = await SmtpPost(known, 5).send(message, "RF-1-1")
    assert posted.ending == ending


@dataclass(frozen=True)
class _FarServer(SmtpServer):
    is_this_machine = False


@without_tls
async def test_a_password_does_not_travel_without_tls(message, serve_mail):
    async with serve_mail(
        authenticator=_authenticator, auth_required=True, auth_require_tls=False
    ) as server:
        far = _FarServer(server.host, server.port, tls=False, user="me", password="right")
        posted = await SmtpPost(far, 5).send(message, "RF-1-1")
    assert posted.ending == "try_again"
    assert "TLS" in posted.error
