"""Runs chat, desk and worker under one command: starts, watches and stops them together.

All of them stay in the command's own process group, so that whatever stops the group stops
all. A process that dies is started again; what it left half done it finishes at its start.
"""

from __future__ import annotations

import asyncio
import ctypes
import logging
import signal
import socket
import sys
import time
import urllib.request
from asyncio.subprocess import Process
from contextlib import closing
from urllib.error import URLError

from bot.errors import BadSetting
from bot.settings import ROOT, Settings

log = logging.getLogger(__name__)

PROCESSES = {"chat": "bot.serve", "desk": "bot.cli desk", "worker": "bot.cli worker"}
#: How long a process may take to end when it is asked to, in seconds.
GRACE = 8.0
#: A process that lived shorter than this, in seconds, will not do better the next time.
SHORT_LIFE = 5.0
_PR_SET_PDEATHSIG = 1


def run_all(settings: Settings) -> int:
    """Start the three processes, say when they are ready, and wait until told to stop.

    Returns:
        The exit code: 0 when stopped by Ctrl-C or SIGTERM, 1 when a process cannot be kept up.

    Raises:
        BadSetting: a port is in use.
    """
    for name, port in (("BOT_PORT", settings.bot_port), ("DESK_PORT", settings.desk_port)):
        check_port_is_free(settings.host, name, port)
    return asyncio.run(_run(settings))


def check_port_is_free(host: str, name: str, port: int) -> None:
    """Raise BadSetting when something else listens on the port already."""
    with closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise BadSetting(
                f"{name} {port} on {host} cannot be used: {error.strerror}. "
                f"Stop what listens there, or choose another port: {name}=… make run"
            ) from error


async def _run(settings: Settings) -> int:
    stop, ready = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    keepers = [asyncio.create_task(_keep_up(name, ready, stop)) for name in PROCESSES]
    announcer = asyncio.create_task(_say_when_ready(settings, ready))
    await asyncio.wait([*keepers, asyncio.create_task(stop.wait())], return_when="FIRST_COMPLETED")
    failed = not stop.is_set()
    stop.set()
    announcer.cancel()
    await asyncio.gather(*keepers)
    return 1 if failed else 0


async def _keep_up(name: str, ready: asyncio.Event, stop: asyncio.Event) -> None:
    """Run one process, again and again, until told to stop or until it dies young.

    What dies before everything was ready once has a reason that a second try does not mend.
    """
    while not stop.is_set():
        began = time.monotonic()
        process = await _start(PROCESSES[name])
        ended = asyncio.create_task(process.wait())
        stopped = asyncio.create_task(stop.wait())
        await asyncio.wait([ended, stopped], return_when="FIRST_COMPLETED")
        if stop.is_set():
            await _end(process)
            return
        log.error("%s ended with code %s", name, process.returncode)
        if not ready.is_set() or time.monotonic() - began < SHORT_LIFE:
            return
        stopped.cancel()
        log.info("starting %s again", name)


async def _start(module: str) -> Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", *module.split(), cwd=ROOT, preexec_fn=_die_with_parent
    )


def _die_with_parent() -> None:
    """Ask Linux to end this process when the one that started it is killed outright."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


async def _end(process: Process) -> None:
    """Ask a process to end, and end it when it does not."""
    if process.returncode is None:
        process.terminate()
    try:
        await asyncio.wait_for(process.wait(), GRACE)
    except asyncio.TimeoutError:
        process.kill()
        await process.wait()


async def _say_when_ready(settings: Settings, ready: asyncio.Event) -> None:
    """Print the readiness line once both pages answer; the chat answers a message first."""
    for port in (settings.bot_port, settings.desk_port):
        while not await asyncio.to_thread(_answers, f"http://{settings.host}:{port}/health"):
            await asyncio.sleep(0.2)
    ready.set()
    chat, desk = (f"http://localhost:{p}/" for p in (settings.bot_port, settings.desk_port))
    print(f"ready: {chat} (customer chat) {desk} (staff desk)", flush=True)  # noqa: T201 -- The readiness line.


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310 -- Our own address.
            return bool(answer.status == 200)  # noqa: PLR2004 -- HTTP's OK.
    except (URLError, OSError):
        return False
