"""Serves the desk until it is told to stop."""

from __future__ import annotations

import contextlib
import signal
import socket

import uvicorn

from bot.cases.database import Database
from bot.desk.build_desk import build_desk
from bot.errors import BadSetting
from bot.policy.policy_book import PolicyBook
from bot.settings import Settings
from bot.triage.replies import Replies

#: So long an answer under way may still take once the desk was told to stop.
LAST_SECONDS = 3


def run_desk(database: Database, settings: Settings, book: PolicyBook, replies: Replies) -> None:
    """Serve on HOST and DESK_PORT until SIGTERM or SIGINT.

    Raises:
        BadSetting: the port cannot be had.
    """
    with _listen(settings.host, settings.desk_port) as listener:
        desk = build_desk(database, settings, book, replies)
        config = uvicorn.Config(
            desk,
            log_level="warning",
            log_config=None,
            access_log=False,
            # uvicorn's own choice fails to load with the old websockets package that Rasa pins.
            ws="none",
            server_header=False,
            # The desk reads the address itself, by PROXIES; uvicorn would believe anybody near.
            proxy_headers=False,
            timeout_graceful_shutdown=LAST_SECONDS,
        )
        # Having stopped, uvicorn raises the signal once more; it shall end as Ctrl-C does.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        server = uvicorn.Server(config)
        # Open pages listen for events without an end; they shall not hold up the stopping.
        desk.state.room.is_ending = lambda: server.should_exit
        with contextlib.suppress(KeyboardInterrupt):
            server.run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise BadSetting(
            f"DESK_PORT is {port}, where the desk cannot listen on {host} ({error.strerror}). "
            "Stop what uses it, or set another DESK_PORT."
        ) from error
