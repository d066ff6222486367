"""Words from other processes reach the open chat, and wait for a closed one; who is signed for."""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import pytest

from tests.journeys.polling import Polling
from tests.journeys.product import Product, wait_until
from tests.journeys.signed import token


@pytest.fixture
def visit() -> Iterator[Callable[..., Polling]]:
    opened: list[Polling] = []

    def visit_once(product: Product, **given: Any) -> Polling:
        opened.append(Polling(product.url, **given))
        return opened[-1]

    yield visit_once
    for one in opened:
        one.close()


def test_a_persons_words_reach_every_tab_of_an_open_chat(
    product: Product, visit: Callable[..., Polling]
) -> None:
    chat = visit(product)
    session = begin(chat)
    tab = visit(product)
    tab.connect(session)
    product.say_as_staff(session["id"], "Hello, Lena here.")
    for one in (chat, tab):
        one.until(lambda one=one: "Hello, Lena here." in one.words())
    wait_until(lambda: state_of(product, "Hello, Lena here.") == "sent")


def test_words_for_a_closed_chat_wait_and_are_there_when_it_opens(
    product: Product, visit: Callable[..., Polling]
) -> None:
    chat = visit(product)
    session = begin(chat)
    # The page is gone: it says so, as a browser does when it leaves.
    chat.send("1")
    product.say_as_staff(session["id"], "We found your payment.")
    time.sleep(2)
    assert state_of(product, "We found your payment.") == "pending"
    later = visit(product)
    welcome = later.connect(session)
    assert welcome is not None
    assert [m["text"] for m in welcome["messages"]].count("We found your payment.") == 1
    later.until(lambda: "We found your payment." in later.words())
    wait_until(lambda: state_of(product, "We found your payment.") == "sent")


def test_what_the_desk_settles_is_said_in_the_open_chat(
    product: Product, visit: Callable[..., Polling]
) -> None:
    chat = visit(product)
    session = begin(chat)
    chat.say("I'd like to talk to a person", "key-2")
    chat.until(lambda: chat.last("state")["who_speaks"] == "waiting")
    ref = product.case_of(session["id"])["ref"]
    told = len(chat.words())
    settled = product.refunds("case", "settle", ref, "declined", "--by", "Lena")
    assert settled.returncode == 0, settled.stderr
    chat.until(lambda: len(chat.words()) > told)
    chat.until(lambda: chat.last("state")["who_speaks"] == "closed")


def test_a_customer_whom_the_company_signs_for_is_not_asked_who_they_are(
    product: Product, visit: Callable[..., Polling]
) -> None:
    chat = visit(product)
    welcome = chat.connect(identity=token("ida@example.com"))
    assert welcome is not None
    assert welcome["identity"] == "accepted"
    chat.say("refund for JRN-2006 please, I changed my mind, not one message sent", "key-1")
    chat.until(lambda: chat.last("state"))
    case = product.case_of(welcome["session"]["id"])
    assert case["facts"]["paid"]["source"] == "record", chat.words()
    assert not any(text.startswith("Which email") for text in chat.words()), chat.words()


def test_a_wrong_or_old_token_is_refused_and_the_chat_goes_on_unproved(
    product: Product, visit: Callable[..., Polling]
) -> None:
    forged = token("ida@example.com", secret="somebody else's secret, 32 characters")
    old = token("ida@example.com", iat=int(time.time()) - 900, exp=int(time.time()) - 600)
    for given in (forged, old, "no token", 7):
        chat = visit(product)
        welcome = chat.connect(identity=given)
        assert welcome is not None
        assert welcome["identity"] == "refused"
        chat.say("refund for JRN-2006 please, I changed my mind, not one message sent", "key-1")
        chat.until(lambda chat=chat: chat.last("state"))
        case = product.case_of(welcome["session"]["id"])
        assert {fact["source"] for fact in case["facts"].values()} == {"claimed"}


def test_another_account_on_the_same_device_does_not_see_the_first_ones_chat(
    product: Product, visit: Callable[..., Polling]
) -> None:
    chat = visit(product)
    welcome = chat.connect(identity=token("ida@example.com"))
    assert welcome is not None
    other = visit(product)
    assert other.connect(welcome["session"], identity=token("emil@example.com")) is None
    assert other.refusal == {"code": "account"}
    again = visit(product)
    assert again.connect(welcome["session"], identity=token("ida@example.com")) is not None


def test_a_chat_killed_before_its_answer_stores_once_and_answers_once(
    own_product: Product, visit: Callable[..., Polling]
) -> None:
    product = own_product
    chat = visit(product)
    session = begin(chat)
    chat.send('42["say",' + '{"key":"key-2","text":"how long does it take?"}]')
    wait_until(lambda: stored(product, "how long does it take?") == 1)
    os.kill(product.pid_of("bot.serve"), signal.SIGKILL)
    wait_until(product.is_ready, seconds=90)
    after = visit(product)
    after.connect(session)
    again = after.say("how long does it take?", "key-2")
    assert again["ok"]
    assert stored(product, "how long does it take?") == 1
    wait_until(lambda: answers_to(product, again["id"]) >= 1)
    time.sleep(1)
    welcome = visit(product).connect(session)
    assert welcome is not None
    texts = [m["text"] for m in welcome["messages"] if m["from"] == "bot"]
    assert len(texts) == len(set(texts))


def begin(chat: Polling) -> dict[str, str]:
    welcome = chat.connect()
    assert welcome is not None
    chat.say("i want a refund", "key-1")
    chat.until(lambda: chat.last("state"))
    session: dict[str, str] = welcome["session"]
    return session


def state_of(product: Product, text: str) -> str:
    """Return what became of the delivery of the newest words of that text."""
    query = """
        SELECT d.state FROM deliveries d JOIN messages m ON m.id = d.message_id
        WHERE m.text = ? ORDER BY d.id DESC LIMIT 1
    """
    return str(one(product, query, text))


def stored(product: Product, text: str) -> int:
    query = "SELECT count(*) FROM messages WHERE author = 'customer' AND text = ?"
    return int(one(product, query, text))


def answers_to(product: Product, message_id: int) -> int:
    return int(one(product, "SELECT count(*) FROM messages WHERE in_reply_to = ?", message_id))


def one(product: Product, query: str, *values: object) -> Any:
    with closing(sqlite3.connect(product.folder / "refunds.db")) as database:
        return database.execute(query, values).fetchone()[0]
