"""The running product, as an outsider drives it: its command, its REST door, its database."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx

from bot.cases.database import Database
from bot.cases.queries import list_cases, show_case

ROOT = Path(__file__).resolve().parents[2]
REFUNDS = str(Path(sys.executable).parent / "refunds")
READY_SECONDS = 120


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(holds: Callable[[], bool], seconds: float = 15.0) -> None:
    """Wait for what must come true."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


class Product:
    """`refunds run` on ports, a database and an outbox of its own."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        self.outbox = folder / "outbox"
        self.port, self.desk_port = free_port(), free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.environ = {
            **os.environ,
            "BOT_PORT": str(self.port),
            "DESK_PORT": str(self.desk_port),
            "DATABASE_URL": f"sqlite:///{folder}/refunds.db",
            "OUTBOX": str(self.outbox),
            **settings,
        }
        self.process: subprocess.Popen[str] | None = None
        self.lines: list[str] = []

    def start(self) -> None:
        """Start it and wait for its readiness line."""
        log = (self.folder / "log.txt").open("w")
        self.process = subprocess.Popen(
            [REFUNDS, "run"],
            env=self.environ,
            stdout=log,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            cwd=ROOT,
        )
        log.close()
        deadline = time.monotonic() + READY_SECONDS
        while "ready: " not in self.log():
            assert self.process.poll() is None, self.log()
            assert time.monotonic() < deadline, self.log()
            time.sleep(0.1)

    def log(self) -> str:
        return (self.folder / "log.txt").read_text()

    def stop(self) -> int:
        """Press Ctrl-C: the signal goes to the whole group, as a terminal sends it."""
        assert self.process is not None
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGINT)
        return self.process.wait(20)

    def pid_of(self, module: str) -> int:
        """Return the process of the group that runs a module, such as "bot.serve"."""
        assert self.process is not None
        listed = subprocess.run(
            ["ps", "-o", "pid=,args=", "-g", str(self.process.pid)],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        return next(int(line.split()[0]) for line in listed.splitlines() if module in line)

    def is_ready(self) -> bool:
        """Tell whether the chat would answer a message."""
        try:
            return httpx.get(f"{self.url}/health").status_code == httpx.codes.OK
        except httpx.TransportError:
            return False

    def is_gone(self) -> bool:
        """Tell whether no process of the group is left."""
        assert self.process is not None
        listed = subprocess.run(
            ["pgrep", "-g", str(self.process.pid)], capture_output=True, text=True, check=False
        )
        return not listed.stdout.strip()

    def refunds(self, *command: str, given: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [REFUNDS, *command],
            env=self.environ,
            input=given,
            capture_output=True,
            text=True,
            check=False,
            cwd=ROOT,
        )

    def post(self, sender: str, text: Any, message_id: str | None = None, **more: Any) -> Any:
        """Post one message as Rasa's REST channel takes it; return the answer's JSON."""
        metadata = {"merchant": "iprog", **({"message_id": message_id} if message_id else {})}
        body = {"sender": sender, "message": text, "metadata": metadata, **more}
        answer = httpx.post(f"{self.url}/webhooks/rest/webhook", json=body, timeout=30)
        assert answer.status_code == httpx.codes.OK, answer.text
        return answer.json()

    def say(self, sender: str, *texts: str) -> str:
        """Post messages one after another; return the words of the last answer."""
        answer = [self.post(sender, text) for text in texts][-1]
        return "\n".join(said["text"] for said in answer)

    def say_as_staff(self, sender: str, text: str) -> None:
        """Have a process of its own say something in the sender's newest case, as the desk does."""
        command = [sys.executable, "-m", "tests.journeys.say_as_staff"]
        ref = self.case_of(sender)["ref"]
        subprocess.run([*command, ref, text], env=self.environ, cwd=ROOT, check=True)

    def case_of(self, sender: str) -> dict[str, Any]:
        """Return the sender's newest case, as `refunds case show --json` prints it."""
        database = Database(self.environ["DATABASE_URL"])
        with database.reading() as session:
            ref = next(c["ref"] for c in list_cases(session) if c["sender"] == sender)
            case = show_case(session, ref)
        database.close()
        return case

    def mails_of(self, ref: str, seconds: float = 10.0) -> list[str]:
        """Return the emails in the outbox that name the case, waiting for the first of them."""
        deadline = time.monotonic() + seconds
        while True:
            texts = [path.read_text() for path in sorted(self.outbox.glob("*.eml"))]
            found = [text for text in texts if ref in text]
            if found or time.monotonic() > deadline:
                return found
            time.sleep(0.2)
