"""The worker process: it sends queued emails until it is told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from datetime import datetime, timezone

from bot.cases.database import Database
from bot.emails.file_post import FilePost
from bot.emails.outbox import Outbox, send_queued, settle_interrupted, tell_of_waiting
from bot.emails.posting import Post
from bot.emails.smtp_post import SmtpPost
from bot.emails.smtp_server import read_smtp_url
from bot.policy.load import load_policies
from bot.settings import Settings

ROUND_SECONDS = 1.0
#: After a round that failed as a whole, such as a database that does not answer.
PAUSE_SECONDS = 10.0
_LOG = logging.getLogger("refunds.worker")


def run_worker(database: Database, settings: Settings) -> None:
    """Tell of what waits and send emails until SIGTERM or SIGINT.

    The email that is being sent then is brought to its end.

    Raises:
        BadSetting: SMTP_URL is no mail server's address.
        PolicyFaults: the merchants' addresses cannot be read.
    """
    merchants = load_policies(settings.policies).merchants
    outbox = Outbox(
        database, merchants, settings.mail_from, choose_post(settings), _now, settings.desk_url
    )
    asyncio.run(_until_told_to_stop(outbox))


def choose_post(settings: Settings) -> Post:
    """Return the mail server that is set, or else the folder of `.eml` files."""
    if settings.smtp_url:
        return SmtpPost(read_smtp_url(settings.smtp_url))
    return FilePost(settings.outbox)


async def _until_told_to_stop(outbox: Outbox) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    await work(outbox, stop)


async def work(outbox: Outbox, stop: asyncio.Event) -> None:
    """Settle what was interrupted, then send round by round until `stop` is set."""
    settled = False
    while not stop.is_set():
        pause = ROUND_SECONDS
        try:
            if not settled:
                _log_settled(await asyncio.to_thread(settle_interrupted, outbox))
                settled = True
            await asyncio.to_thread(tell_of_waiting, outbox)
            await send_queued(outbox, stop)
        except Exception as error:
            # The next round may do better; mail must not stop for one that failed.
            _LOG.error("A round failed (%s). The next is in %s s.", _kind(error), PAUSE_SECONDS)
            pause = PAUSE_SECONDS
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(stop.wait(), pause)


def _log_settled(count: int) -> None:
    if count:
        _LOG.warning("%s emails were being sent when the last worker died.", count)


def _kind(error: Exception) -> str:
    """Name the kind alone: a database's own words can hold a row's values."""
    return type(error).__name__


def _now() -> datetime:
    return datetime.now(timezone.utc)
