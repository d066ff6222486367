"""The assistant on WhatsApp, through the running product and a fake of Meta's Graph API."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import httpx
import pytest

from tests.bot.channels.fake_graph import (
    NUMBER,
    SECRET,
    VERIFY,
    FakeGraph,
    choices_of,
    fake_graph,
    words_of,
)
from tests.bot.channels.webhooks import PATH, Customer, new_wamid, post, signature, status, webhook
from tests.journeys.conftest import start
from tests.journeys.product import Product, wait_until

JPEG = b"\xff\xd8\xff\xe0" + b"a receipt" * 200


@pytest.fixture(scope="module")
def graph() -> Iterator[FakeGraph]:
    with fake_graph() as graph:
        yield graph


@pytest.fixture(scope="module")
def shop(graph: FakeGraph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    product = start(tmp_path_factory.mktemp("whatsapp"), **graph.settings())
    yield product
    product.stop()


class Talk:
    """A conversation of one customer: what they write, and what comes back."""

    def __init__(self, product: Product, graph: FakeGraph, customer: Customer) -> None:
        self.product, self.graph, self.customer = product, graph, customer

    def got(self) -> list[dict[str, Any]]:
        ids = {self.customer.wa_id, self.customer.user_id} - {None}
        return [m for m in list(self.graph.sent) if {m.get("to"), m.get("recipient")} & ids]

    def hear(self, before: int, count: int = 1, seconds: float = 20.0) -> list[dict[str, Any]]:
        """Wait for messages after the first so many."""
        wait_until(lambda: len(self.got()) >= before + count, seconds)
        return self.got()[before:]

    def post(self, body: Any, count: int = 1) -> dict[str, Any]:
        """Post a webhook and return the last message of the answer."""
        before = len(self.got())
        answer = post(self.product.url, body)
        assert answer.status_code == 200, answer.text
        return self.hear(before, count)[-1]

    def say(self, text: str, count: int = 1) -> dict[str, Any]:
        return self.post(self.customer.text(text), count)

    def press(self, message: dict[str, Any], title: str, count: int = 1) -> dict[str, Any]:
        button = choices_of(message)[title]
        kind = "list_reply" if message["interactive"]["type"] == "list" else "button_reply"
        return self.post(self.customer.press(button, title, kind), count)

    def case(self) -> dict[str, Any]:
        return self.product.case_of(self.customer.sender)


def test_a_whole_refund_with_buttons_a_list_and_a_photo(shop: Product, graph: FakeGraph) -> None:
    talk = Talk(shop, graph, Customer(user_id="PH.111", wa_id="639170000001"))
    asked = talk.say("i want a refund, txn JRN-2001, eli@example.com, i changed my mind")
    assert "automated refund assistant" in words_of(asked)
    digest = graph.keep("photo1", JPEG, "image/jpeg")
    kept = talk.post(talk.customer.photo("photo1", digest))
    ref = talk.case()["ref"]
    assert ref in words_of(kept)
    assert choices_of(kept) == choices_of(asked), "What was asked can still be pressed."
    confirm = talk.say("not one message was sent")
    ready = talk.press(confirm, "Yes, that's right")
    assert "section 2" in "\n".join(map(words_of, talk.got()))
    if "I don't have it" in choices_of(ready):
        ready = talk.press(ready, "I don't have it")
    assert talk.case()["draft"]
    filed = talk.press(ready, "Yes, send it", count=2)
    assert talk.case()["status"] == "pending"
    assert filed["type"] == "document"
    assert filed["document"]["filename"].endswith(".eml")
    email = graph.files[filed["document"]["id"]]["content"].decode()
    assert "JRN-2001" in email
    assert ref in email
    with closing(sqlite3.connect(shop.folder / "refunds.db")) as database:
        row = database.execute("SELECT state, media_type, content FROM case_files").fetchone()
    assert row == ("stored", "image/jpeg", JPEG)
    assert len(graph.ticked) >= 4
    assert graph.refused == []
