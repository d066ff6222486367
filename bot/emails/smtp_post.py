"""Emails through a mail server (RFC 5321), with an honest answer to "was it sent?".

Until the message itself is handed over (DATA), a failure is known: nothing was sent. Once it is
on its way, a connection that dies leaves doubt, and doubt is never settled by sending twice.
"""

from __future__ import annotations

import contextlib
from email.message import EmailMessage
from email.utils import parseaddr

import aiosmtplib

from bot.emails.mime_message import Encoding
from bot.emails.posting import Posted
from bot.emails.smtp_server import SmtpServer

SECONDS = 30.0
_PERMANENT = 500


class SmtpPost:
    """Hands each message to the mail server, one connection a message."""

    encoding: Encoding = "quoted-printable"
    repeats_safely = False

    def __init__(self, server: SmtpServer, seconds: float = SECONDS) -> None:
        self._server = server
        self._seconds = seconds

    async def send(self, message: EmailMessage, name: str) -> Posted:  # noqa: ARG002 -- The Message-ID holds it.
        """Send the message, and say how that ended."""
        client = aiosmtplib.SMTP(
            hostname=self._server.host,
            port=self._server.port,
            use_tls=self._server.tls,
            timeout=self._seconds,
        )
        try:
            return await self._open(client) or await _hand_over(client, message)
        finally:
            client.close()

    async def _open(self, client: aiosmtplib.SMTP) -> Posted | None:
        """Connect (with STARTTLS when offered) and sign in; answer only where that fails."""
        try:
            await client.connect()
            if self._server.user:
                if (
                    client.get_transport_info("sslcontext") is None
                    and not self._server.is_this_machine
                ):
                    return Posted("try_again", "The mail server offers no TLS for the password.")
                await client.login(self._server.user, self._server.password or "")
        except (aiosmtplib.SMTPException, OSError) as error:
            return Posted("try_again", _in_words("No session with the mail server", error))
        return None


async def _hand_over(client: aiosmtplib.SMTP, message: EmailMessage) -> Posted:
    try:
        await client.mail(parseaddr(str(message["From"]))[1])
        await client.rcpt(parseaddr(str(message["To"]))[1])
    except aiosmtplib.SMTPRecipientRefused as error:
        return _refusal("The mail server refuses the recipient", error)
    except (aiosmtplib.SMTPException, OSError) as error:
        return Posted("try_again", _in_words("The mail server took no message", error))
    return await _data(client, message.as_bytes())


async def _data(client: aiosmtplib.SMTP, content: bytes) -> Posted:
    """Send the message itself. The moment before the server's go-ahead counts as doubt too."""
    try:
        await client.data(content)
    except aiosmtplib.SMTPDataError as error:
        return _refusal("The mail server refuses the message", error)
    except (aiosmtplib.SMTPException, OSError) as error:
        return Posted("in_doubt", _in_words("The connection died while sending", error))
    with contextlib.suppress(aiosmtplib.SMTPException, OSError):
        await client.quit()
    return Posted("sent")


def _refusal(what: str, error: aiosmtplib.SMTPResponseException) -> Posted:
    return Posted("refused" if error.code >= _PERMANENT else "try_again", _in_words(what, error))


def _in_words(what: str, error: Exception) -> str:
    """Say what failed by kind and code alone: a server's own words may name the customer."""
    code = f" {error.code}" if isinstance(error, aiosmtplib.SMTPResponseException) else ""
    return f"{what} ({type(error).__name__}{code})."
