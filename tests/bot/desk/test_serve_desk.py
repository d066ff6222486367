from __future__ import annotations

import socket
from types import SimpleNamespace

import pytest

from bot.desk.serve_desk import run_desk
from bot.errors import BadSetting
from bot.settings import read_settings


def test_a_port_in_use_is_one_line_that_says_what_to_do(database):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        settings = read_settings({"DESK_PORT": str(port)})
        with pytest.raises(BadSetting, match=f"DESK_PORT is {port}.*another DESK_PORT"):
            run_desk(database, settings, SimpleNamespace(merchants={}))
