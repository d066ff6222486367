"""WhatsApp when things go wrong: repeats, forgeries, refusals, doubt, and a process that dies."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import httpx

from tests.bot.channels.fake_graph import NUMBER, VERIFY, FakeGraph, words_of
from tests.bot.channels.webhooks import PATH, Customer, post, signature, status, webhook
from tests.journeys.conftest import start
from tests.journeys.product import Product, wait_until
from tests.journeys.talk import Talk

ODD_VALUES: list[dict[str, Any]] = [
    {"messages": "text"},
    {"messages": [None, 7, {}, {"id": 7}, {"id": "wamid.odd1"}]},
    {"messages": [{"id": "wamid.odd2", "from": "639170000099", "type": "interactive"}]},
    {"messages": [{"id": "wamid.odd3", "from": "639170000099", "type": "text", "text": [1]}]},
    {"messages": [{"id": "wamid.odd4", "from": "639170000099", "type": "image", "image": {}}]},
    {"contacts": [None], "messages": [{"id": "wamid.odd5", "timestamp": "soon", "type": "text"}]},
    {"statuses": [{"id": "wamid.x", "status": "flying"}, {"status": "read"}, None]},
    {"statuses": [{"id": "wamid.unknown", "status": "read", "timestamp": "1750030073"}]},
]


def test_each_webhook_three_times_and_in_the_wrong_order_is_one_answer_each(
    shop: Product, graph: FakeGraph
) -> None:
    talk = Talk(shop, graph, Customer("639170000003"))
    first = talk.customer.message("text", {"body": "hello there"})
    second = talk.customer.message("text", {"body": "how long does it take?"})
    together = talk.customer.webhook(second, first)
    for body in (together, talk.customer.webhook(first), talk.customer.webhook(second), together):
        for _ in range(3):
            assert post(shop.url, body).status_code == 200
    talk.hear(0, 2)
    for what in ("read", "sent", "delivered"):
        wamid = talk.got()[-1]["wamid"]
        assert post(shop.url, status(wamid, what)).status_code == 200
    wait_until(lambda: ticks(shop, wamid) == ("sent", True, True))
    written = [m["text"] for m in talk.case()["messages"] if m["from"] == "customer"]
    assert sorted(written) == ["hello there", "how long does it take?"]
    assert len(talk.got()) == 2


def test_several_entries_changes_and_customers_in_one_body_are_all_answered(
    shop: Product, graph: FakeGraph
) -> None:
    one, other = Customer("639170000004"), Customer(user_id="PH.444")
    body = one.text("hello")
    body["entry"][0]["changes"] += other.text("hi")["entry"][0]["changes"]
    body["entry"] += one.text("is it safe?")["entry"]
    stranger = Customer("639170000005", number="1")
    body["entry"] += stranger.text("for somebody else's number")["entry"]
    assert post(shop.url, body).status_code == 200
    Talk(shop, graph, one).hear(0, 2)
    (answer,) = Talk(shop, graph, other).hear(0)
    assert answer["recipient"] == "PH.444"
    assert "to" not in answer
    assert "1, which is not ours" in shop.log() or "'1'" in shop.log()


def test_a_wrong_signature_a_large_body_and_a_malformed_one_change_nothing(
    shop: Product, graph: FakeGraph
) -> None:
    body = json.dumps(Customer("639170000006").text("hello")).encode()
    unsigned = httpx.post(shop.url + PATH, content=body)
    wrong = post(shop.url, body, secret="another secret")
    altered = httpx.post(
        shop.url + PATH, content=body + b" ", headers={"X-Hub-Signature-256": signature(body)}
    )
    assert {unsigned.status_code, wrong.status_code, altered.status_code} == {401}
    large = post(shop.url, b"x" * 5_000_000)
    assert large.status_code == 413
    odd = [b"no json", b"[]", b"null", b'{"entry": 7}', b'{"entry": [{"changes": [null]}]}']
    odd += [json.dumps(webhook(NUMBER, value)).encode() for value in ODD_VALUES]
    assert {post(shop.url, each).status_code for each in odd} == {200}
    assert Talk(shop, graph, Customer("639170000006")).got() == []
    talk = Talk(shop, graph, Customer("639170000007"))
    assert words_of(talk.say("hello")), "It still answers."


def test_the_webhook_is_verified_by_its_token_alone(shop: Product) -> None:
    def verify(**changes: str) -> httpx.Response:
        given = {"mode": "subscribe", "verify_token": VERIFY, "challenge": "1158201444"}
        params = {f"hub.{name}": value for name, value in {**given, **changes}.items()}
        return httpx.get(shop.url + PATH, params=params)

    right = verify()
    assert (right.status_code, right.text) == (200, "1158201444")
    assert verify(verify_token="guessed").status_code == 403
    assert verify(mode="unsubscribe").status_code == 403
    assert httpx.get(shop.url + PATH).status_code == 403


def test_the_webhook_is_answered_while_the_graph_api_takes_its_time(
    shop: Product, graph: FakeGraph
) -> None:
    talk = Talk(shop, graph, Customer("639170000008"))
    graph.seconds = 2.0
    try:
        began = time.monotonic()
        assert post(shop.url, talk.customer.text("hello")).status_code == 200
        assert time.monotonic() - began < 1.0
        talk.hear(0)
    finally:
        graph.seconds = 0.0


def test_a_person_speaks_and_what_the_channel_refuses_is_seen_by_staff(
    shop: Product, graph: FakeGraph
) -> None:
    talk = Talk(shop, graph, Customer("639170000010"))
    talk.say("i want to talk to a person")
    shop.say_as_staff("639170000010", "Hello, this is Maria.")
    assert words_of(talk.hear(1)[-1]) == "Hello, this is Maria."
    graph.fail(131047)
    shop.say_as_staff("639170000010", "Are you still there?")
    wait_until(lambda: any(e["action"] == "not delivered" for e in talk.case()["history"]))
    (entry,) = [e for e in talk.case()["history"] if e["action"] == "not delivered"]
    assert entry["detail"]["error"] == "131047"
    assert talk.case()["who_speaks"] == "waiting"


def test_who_was_written_to_too_fast_gets_it_a_little_later_and_once(
    shop: Product, graph: FakeGraph
) -> None:
    talk = Talk(shop, graph, Customer("639170000011"))
    graph.fail(131056)
    assert words_of(talk.say("hello"))
    assert len(talk.got()) == 1


def test_a_sending_in_doubt_is_not_repeated_and_its_status_settles_it(
    shop: Product, graph: FakeGraph
) -> None:
    talk = Talk(shop, graph, Customer("639170000012"))
    graph.fail(breaks=True)
    sent = talk.say("hello")
    opaque = sent["biz_opaque_callback_data"]
    wait_until(lambda: states(shop, opaque) == ["uncertain"])
    assert post(shop.url, status(sent["wamid"], "delivered", opaque=opaque)).status_code == 200
    wait_until(lambda: states(shop, opaque) == ["sent"])
    assert ticks(shop, sent["wamid"]) == ("sent", True, False)
    assert len(talk.got()) == 1


def test_the_process_killed_between_the_200_and_the_answer_still_answers_once(
    graph: FakeGraph, tmp_path: Path
) -> None:
    product = start(tmp_path, **graph.settings())
    try:
        talk = Talk(product, graph, Customer("639170000014"))
        body = talk.customer.text("hello", "wamid.killed")
        chat = product.pid_of("bot.serve")
        with held_once_stored(product):
            assert post(product.url, body).status_code == 200
            os.kill(chat, signal.SIGKILL)
        assert talk.got() == []
        wait_until(product.is_ready, seconds=90)
        assert post(product.url, body).status_code == 200
        talk.hear(0, seconds=30)
        assert words_of(talk.say("how long does it take?"))
        answers = [words_of(m) for m in talk.got()]
        assert len([words for words in answers if "automated refund assistant" in words]) == 1
        assert len(answers) == 2
    finally:
        product.stop()


@contextmanager
def held_once_stored(product: Product) -> Iterator[None]:
    """Hold the database's write lock from the moment at which an event is stored."""
    release = threading.Event()

    def hold() -> None:
        path = product.folder / "refunds.db"
        with closing(sqlite3.connect(path, timeout=0.01, isolation_level=None)) as database:
            query = "SELECT count(*) FROM whatsapp_inbound"
            while not database.execute(query).fetchone()[0]:
                pass
            while True:
                try:
                    database.execute("BEGIN IMMEDIATE")
                    break
                except sqlite3.OperationalError:
                    continue
            release.wait(30)

    thread = threading.Thread(target=hold)
    thread.start()
    try:
        yield
    finally:
        release.set()
        thread.join()


def ticks(product: Product, wamid: str) -> tuple[str, bool, bool] | None:
    with closing(sqlite3.connect(product.folder / "refunds.db")) as database:
        query = "SELECT state, delivered_at, read_at FROM deliveries WHERE channel_message_id = ?"
        row = database.execute(query, (wamid,)).fetchone()
    return row and (row[0], row[1] is not None, row[2] is not None)


def states(product: Product, opaque: str) -> list[str]:
    with closing(sqlite3.connect(product.folder / "refunds.db")) as database:
        found = [
            database.execute("SELECT state FROM deliveries WHERE id = ?", (each,)).fetchone()[0]
            for each in opaque.split(".")
        ]
    return sorted(set(found))
