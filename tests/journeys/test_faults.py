"""What dies half way is finished once; what cannot start says why in one line."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from tests.journeys.product import ROOT, Product, wait_until


def test_a_chat_killed_between_message_and_answer_answers_once_after_its_restart(
    own_product: Product,
) -> None:
    product = own_product
    product.post("killed", "hello")
    chat = product.pid_of("bot.serve")
    with held_in_the_middle(product):
        lost = threading.Thread(target=post_into_the_void, args=(product,))
        lost.start()
        wait_until(lambda: "received" in states_of(product, "killed"))
        os.kill(chat, signal.SIGKILL)
        lost.join(30)
    assert "received" in states_of(product, "killed")
    wait_until(product.is_ready, seconds=90)
    wait_until(lambda: "received" not in states_of(product, "killed"))
    answer = product.post("killed", "i want a refund", "m-2")
    assert answer
    assert product.post("killed", "i want a refund", "m-2") == []
    said = product.case_of("killed")["messages"]
    assert [m["text"] for m in said if m["from"] == "customer"] == ["hello", "i want a refund"]
    bot = [m["text"] for m in said if m["from"] == "bot"]
    asked = [text for text in bot if "What happened?" in text or "the reason why" in text]
    assert len(asked) == 2, "One answer to each of the two messages."


def test_ctrl_c_leaves_no_process_behind(own_product: Product) -> None:
    assert own_product.stop() == 0
    wait_until(own_product.is_gone)


def test_the_end_of_the_command_is_the_end_of_its_processes(own_product: Product) -> None:
    assert own_product.process is not None
    own_product.process.kill()
    own_product.process.wait()
    wait_until(own_product.is_gone, seconds=20)


@pytest.mark.parametrize("setting", ["BOT_PORT", "DESK_PORT"])
def test_a_port_in_use_is_one_line_that_says_what_to_do(tmp_path: Path, setting: str) -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        ended = Product(tmp_path, **{setting: port}).refunds("run")
    assert ended.returncode == 2
    assert len(ended.stderr.strip().splitlines()) == 1
    assert f"{setting} {port}" in ended.stderr


def test_a_database_that_cannot_be_opened_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    ended = Product(tmp_path, DATABASE_URL=f"sqlite:///{tmp_path}/file/x.db").refunds("run")
    assert ended.returncode == 2
    assert len(ended.stderr.strip().splitlines()) == 1
    assert "DATABASE_URL" in ended.stderr


def test_a_faulty_policy_file_is_named_with_its_line(tmp_path: Path) -> None:
    merchant = tmp_path / "policies" / "acme"
    merchant.mkdir(parents=True)
    (merchant / "merchant.yml").write_text("id: acme\nnamee: Acme\n")
    ended = Product(tmp_path, POLICIES=str(tmp_path / "policies")).refunds("run")
    assert ended.returncode == 2
    assert "merchant.yml:2" in ended.stderr


def test_two_processes_that_write_the_same_case_lose_nothing(product: Product) -> None:
    product.post("shared", "hello")
    writers = [
        subprocess.Popen(
            [sys.executable, str(Path(__file__).parent / "write_case.py"), "shared", str(number)],
            env=product.environ,
            cwd=ROOT,
        )
        for number in range(2)
    ]
    for _ in range(10):
        product.post("shared", "how long does it take?")
    assert [writer.wait(60) for writer in writers] == [0, 0]
    case = product.case_of("shared")
    notes = [step for step in case["history"] if step["action"] == "noted"]
    assert len(notes) == 2 * 20
    assert product.refunds("case", "verify", case["ref"]).returncode == 0
    asked = [m for m in case["messages"] if m["text"] == "how long does it take?"]
    assert len(asked) == 10


def held_in_the_middle(product: Product) -> closing[sqlite3.Connection]:
    """Hold the database's write lock once a message is in, so that its answer cannot be."""
    return closing(LockAfterMessage(product))  # type: ignore[arg-type]


class LockAfterMessage:
    """Takes SQLite's write lock the moment that a second message of the customer is stored."""

    def __init__(self, product: Product) -> None:
        self.path = str(product.folder / "refunds.db")
        self.release = threading.Event()
        self.thread = threading.Thread(target=self.hold)
        self.thread.start()

    def hold(self) -> None:
        database = sqlite3.connect(self.path, timeout=0.01, isolation_level=None)
        query = "SELECT count(*) FROM messages WHERE author = 'customer'"
        while database.execute(query).fetchone()[0] < 2:
            pass
        while True:
            try:
                database.execute("BEGIN IMMEDIATE")
                break
            except sqlite3.OperationalError:
                continue
        self.release.wait(30)
        database.execute("ROLLBACK")
        database.close()

    def close(self) -> None:
        self.release.set()
        self.thread.join()


def post_into_the_void(product: Product) -> None:
    with pytest.raises(httpx.TransportError):
        product.post("killed", "i want a refund", "m-2")


def states_of(product: Product, sender: str) -> list[str]:
    with closing(sqlite3.connect(product.folder / "refunds.db")) as database:
        query = "SELECT state FROM messages WHERE sender = ? AND author = 'customer' ORDER BY id"
        return [state for (state,) in database.execute(query, (sender,))]
