"""`refunds whatsapp check` says what is wrong in the settings, and what to do."""

from __future__ import annotations

import json
import os
import subprocess

import pytest

from tests.bot.channels.fake_graph import FakeGraph, fake_graph
from tests.journeys.product import REFUNDS, ROOT


@pytest.fixture(scope="module")
def graph():
    with fake_graph() as graph:
        yield graph


def check(settings: dict[str, str], *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [REFUNDS, "whatsapp", "check", *options],
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )


def test_right_settings_are_told_number_by_number(graph: FakeGraph) -> None:
    ended = check(graph.settings())
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.count("+1 555-078-3881") == 2


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"WHATSAPP_TOKEN": "an old one"}, "WHATSAPP_TOKEN is not valid"),
        ({"WHATSAPP_APP_SECRET": "of another app"}, "WHATSAPP_APP_SECRET"),
        ({"WHATSAPP_NUMBERS": "1=iprog"}, "knows no such number"),
        ({"WHATSAPP_NUMBERS": "106540352242922=acme"}, "'acme' has no policies"),
        ({"WHATSAPP_VERIFY_TOKEN": ""}, "WHATSAPP_VERIFY_TOKEN is empty"),
        ({"WHATSAPP_API_BASE": "http://127.0.0.1:9"}, "ends with no version"),
    ],
)
def test_what_is_wrong_is_told_with_what_to_do(
    graph: FakeGraph, changes: dict[str, str], words: str
) -> None:
    ended = check({**graph.settings(), **changes})
    assert ended.returncode == 2
    assert words in ended.stderr
    assert "the-system-users-token" not in ended.stderr


def test_a_door_that_is_closed_is_told_as_json(graph: FakeGraph) -> None:
    ended = check(dict.fromkeys(graph.settings(), ""), "--json")
    assert ended.returncode == 2
    assert json.loads(ended.stdout)["ok"] is False
