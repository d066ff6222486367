"""A chat over long polling, packet by packet: what a page can do that is not our own.

Packets of Engine.IO 4 and Socket.IO 5: "0" opens, "40" connects, "42" is an event, "43" an
acknowledgement, "44" a refusal, "2" and "3" are ping and pong.
"""

from __future__ import annotations

import json
import re
import time
from typing import Any

import httpx

SEPARATOR = "\x1e"


class Polling:
    """One connection to the chat of a merchant."""

    def __init__(self, url: str, merchant: str = "iprog", origin: str | None = None) -> None:
        self.web = httpx.Client(
            base_url=url, headers={"Origin": origin} if origin else {}, timeout=30
        )
        self.query = {"EIO": "4", "transport": "polling", "merchant": merchant}
        self.events: list[tuple[str, Any]] = []
        self.acks: dict[int, Any] = {}
        self.refusal: dict[str, Any] | None = None
        self.asked = 0

    def close(self) -> None:
        self.web.close()

    def open(self) -> httpx.Response:
        """Shake hands; the answer's status is 200 where the website may connect."""
        answer = self.web.get("/socket.io/", params=self.query)
        if answer.status_code == httpx.codes.OK:
            self.query["sid"] = json.loads(answer.text[1:])["sid"]
        return answer

    def connect(self, session: dict[str, str] | None = None, **auth: Any) -> dict[str, Any] | None:
        """Enter a chat; return its welcome, or None where it is refused (see `refusal`)."""
        assert self.open().status_code == httpx.codes.OK
        self.send("40" + json.dumps({"session": session, **auth}))
        self.until(lambda: self.refusal is not None or self.last("welcome") is not None)
        return self.last("welcome")

    def send(self, packet: str) -> None:
        sent = self.web.post("/socket.io/", params=self.query, content=packet)
        assert sent.status_code == httpx.codes.OK, sent.text

    def ask(self, event: str, *given: Any) -> Any:
        """Send an event and return its acknowledgement."""
        self.asked += 1
        number = self.asked
        self.send(f"42{number}" + json.dumps([event, *given]))
        self.until(lambda: number in self.acks)
        return self.acks[number]

    def say(self, text: str, key: str, **more: Any) -> Any:
        return self.ask("say", {"key": key, "text": text, **more})

    def read(self) -> None:
        """Wait for packets and take them."""
        answer = self.web.get("/socket.io/", params=self.query)
        assert answer.status_code == httpx.codes.OK, answer.text
        for packet in answer.text.split(SEPARATOR):
            self.take(packet)

    def take(self, packet: str) -> None:
        if packet == "2":
            self.send("3")
        found = re.fullmatch(r"4([234])(\d*)(.*)", packet, re.DOTALL)
        if not found:
            return
        kind, number, body = found[1], found[2], json.loads(found[3])
        if kind == "4":
            self.refusal = body["data"]
        elif kind == "3":
            self.acks[int(number)] = body[0]
        else:
            self.events.append((body[0], body[1]))
            if number:
                self.send(f"43{number}[true]")

    def until(self, holds: Any, seconds: float = 20.0) -> None:
        deadline = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < deadline, self.events
            self.read()

    def last(self, event: str) -> Any:
        return next((given for name, given in reversed(self.events) if name == event), None)

    def words(self) -> list[str]:
        """Return the bot's and staff's words that came since the welcome."""
        return [
            m["text"] for name, m in self.events if name == "message" and m["from"] != "customer"
        ]
