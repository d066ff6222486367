from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from types import SimpleNamespace

import httpx
import pytest

from bot.cases.database import Database
from bot.desk.serve_desk import run_desk
from bot.errors import BadSetting
from bot.settings import read_settings


def test_a_port_in_use_is_one_line_that_says_what_to_do(database):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        settings = read_settings({"DESK_PORT": str(port)})
        with pytest.raises(BadSetting, match=f"DESK_PORT is {port}.*another DESK_PORT"):
            run_desk(database, settings, SimpleNamespace(merchants={}), None)


SERVE = """
from types import SimpleNamespace
from bot.cases.database import Database
from bot.cases.database import Database
from bot.desk.serve_desk import run_desk
from bot.settings import read_settings

settings = read_settings()
run_desk(Database(settings.database_url), settings, SimpleNamespace(merchants={}), None)
"""


def _free_port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


def _wait_for(address):
    end = time.monotonic() + 30
    while time.monotonic() < end:
        try:
            return httpx.get(address)
        except httpx.TransportError:
            time.sleep(0.1)
    raise TimeoutError(address)


@contextmanager
def _served(folder, number=signal.SIGTERM):
    """Serve a desk as its command does; give its address, and stop it with that signal."""
    port = _free_port()
    database = f"sqlite:///{folder}/desk.db"
    desk = subprocess.Popen(
        [sys.executable, "-c", SERVE],
        env={**os.environ, "DESK_PORT": str(port), "DATABASE_URL": database},
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        desk.send_signal(number)
        _, errors = desk.communicate(timeout=20)
    assert (desk.returncode, errors) == (0, "")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_desk_is_served_and_stops_cleanly(number, tmp_path):
    with _served(tmp_path, number) as address:
        assert _wait_for(f"{address}/health").json() == {"ok": True}


def test_who_is_near_cannot_pass_for_many_addresses(tmp_path):
    Database(f"sqlite:///{tmp_path}/desk.db").migrate()
    with _served(tmp_path) as address, httpx.Client(base_url=address) as client:
        _wait_for(f"{address}/health")
        csrf = re.search(r'name="csrf" value="([^"]+)"', client.get("/sign-in").text)[1]
        fields = {"csrf": csrf, "name": "Maya", "password": "guess"}
        answers = [
            client.post("/sign-in", data=fields, headers={"X-Forwarded-For": f"10.0.0.{number}"})
            for number in range(6)
        ]
    assert [answer.status_code for answer in answers] == [401] * 5 + [429]
