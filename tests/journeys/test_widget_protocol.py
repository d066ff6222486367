"""What a page that is not ours can do to a chat on a website: nothing that it may not."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from tests.journeys.polling import Polling
from tests.journeys.product import Product


@pytest.fixture
def visit(product: Product) -> Iterator[Callable[..., Polling]]:
    """Return how to open one more connection; all are closed at the end."""
    opened: list[Polling] = []

    def visit_once(**given: Any) -> Polling:
        opened.append(Polling(product.url, **given))
        return opened[-1]

    yield visit_once
    for one in opened:
        one.close()


@pytest.fixture
def chat(visit: Callable[..., Polling]) -> Polling:
    return visit()


def test_a_message_is_acknowledged_answered_and_stored_once(
    product: Product, chat: Polling
) -> None:
    welcome = chat.connect(zone="Asia/Manila")
    assert welcome is not None
    first = chat.say("i want a refund", "key-1")
    chat.until(chat.words)
    again = chat.say("i want a refund", "key-1")
    assert (first["ok"], again["ok"]) == (True, True)
    assert first["id"] == again["id"]
    case = product.case_of(welcome["session"]["id"])
    assert [m["text"] for m in case["messages"] if m["from"] == "customer"] == ["i want a refund"]
    assert len([m for m in case["messages"] if m["from"] == "bot"]) == len(chat.words())


def test_the_whole_conversation_comes_back_with_the_secret(
    chat: Polling, visit: Callable[..., Polling]
) -> None:
    session = open_with_words(chat)
    welcome = visit().connect(session)
    assert welcome is not None
    assert welcome["session"] == {"id": session["id"], "secret": None}
    assert welcome["messages"][0]["text"] == "my secret words"
    assert [m["text"] for m in welcome["messages"] if m["from"] == "bot"] == chat.words()


@pytest.mark.parametrize("secret", ["", "guessed", None, 7, ["x"]])
def test_without_its_secret_a_chat_shows_nothing(
    chat: Polling, secret: object, visit: Callable[..., Polling]
) -> None:
    session = open_with_words(chat)
    stranger = visit()
    wrong = {"id": session["id"], "secret": secret}
    assert stranger.connect(wrong) is None  # type: ignore[arg-type]
    assert stranger.refusal == {"code": "session"}
    assert stranger.events == []


def test_with_its_secret_it_shows_nothing_on_a_website_that_may_not(
    chat: Polling, visit: Callable[..., Polling]
) -> None:
    session = open_with_words(chat)
    assert visit(origin="https://evil.example").open().status_code == 400
    # The other merchant's website may show the other merchant's chats, and not this one.
    other = visit(merchant="interact")
    assert other.connect(session) is None
    assert other.refusal == {"code": "session"}


def test_somebody_elses_chat_gets_none_of_the_words(
    chat: Polling, visit: Callable[..., Polling]
) -> None:
    other = visit()
    other.connect()
    open_with_words(chat)
    other.say("hello", "key-1")
    other.until(other.words)
    assert "my secret words" not in json.dumps(other.events)


def test_an_ended_chat_is_closed_in_every_tab_and_its_case_goes_on(
    product: Product, chat: Polling, visit: Callable[..., Polling]
) -> None:
    session = open_with_words(chat)
    tab = visit()
    tab.connect(session)
    assert chat.ask("end") == {"ok": True}
    tab.until(lambda: tab.last("ended") is not None)
    again = visit()
    assert again.connect(session) is None
    assert again.refusal == {"code": "session"}
    assert chat.say("one more", "key-9")["code"] == "ended"
    assert product.case_of(session["id"])["status"] == "open"


def test_a_page_of_another_merchant_or_none_gets_no_chat(visit: Callable[..., Polling]) -> None:
    for merchant in ("", "acme", "../iprog"):
        page = visit(merchant=merchant)
        assert page.open().status_code in (200, 400)
        if page.query.get("sid"):
            page.send("40{}")
            page.until(lambda: page.refusal is not None)  # noqa: B023 -- Asked at once.
            assert page.refusal == {"code": "merchant"}


@pytest.mark.parametrize(
    "given",
    [
        None,
        "text",
        [],
        {"key": "k"},
        {"text": "hi"},
        {"key": 7, "text": "hi"},
        {"key": "k" * 65, "text": "hi"},
        {"key": "k", "text": " \n "},
        {"key": "k", "text": "\u200b\u2060"},
        {"key": "k", "text": {}},
    ],
)
def test_what_is_no_message_is_refused_with_a_kind_sentence(chat: Polling, given: object) -> None:
    chat.connect()
    answer = chat.ask("say", given)
    assert (answer["ok"], answer["code"]) == (False, "bad")
    assert answer["say"].endswith("in a sentence.")


def test_a_message_that_is_too_long_is_refused_whole(chat: Polling) -> None:
    chat.connect()
    answer = chat.say("x" * 4_001, "key-1")
    assert (answer["ok"], answer["code"]) == (False, "too_long")
    assert "4,000" in answer["say"]
    assert chat.say("x" * 4_000, "key-2")["ok"]


def test_who_writes_too_fast_is_told_when_to_go_on(chat: Polling) -> None:
    chat.connect()
    answers = [chat.say(f"message {number}", f"key-{number}") for number in range(16)]
    refused = [answer for answer in answers if not answer["ok"]]
    assert refused
    assert refused[0]["code"] == "too_fast"
    assert 0 < refused[0]["retry_after"] <= 2


def test_a_page_that_asks_for_more_than_any_customer_is_not_listened_to(chat: Polling) -> None:
    chat.connect()
    chat.say("hello", "key-1")
    asked = [chat.ask("earlier", {"before": 10**6})["messages"] for _ in range(80)]
    assert asked[0]
    assert [] in asked


def test_a_packet_larger_than_any_message_is_not_taken(chat: Polling) -> None:
    chat.connect()
    answer = chat.web.post("/socket.io/", params=chat.query, content="4" * 200_000)
    assert answer.status_code == httpx.codes.REQUEST_ENTITY_TOO_LARGE
    assert chat.say("hello", "key-1")["ok"]


def test_a_connection_that_has_ended_is_refused_and_not_an_error(chat: Polling) -> None:
    chat.connect()
    chat.send("1")
    answers = [chat.web.get("/socket.io/", params=chat.query).status_code for _ in range(2)]
    assert set(answers) <= {httpx.codes.OK, httpx.codes.BAD_REQUEST}
    assert answers[-1] == httpx.codes.BAD_REQUEST


def test_an_ended_chat_is_read_by_nobody_not_even_where_it_was_ended(chat: Polling) -> None:
    open_with_words(chat)
    assert chat.ask("end") == {"ok": True}
    assert chat.ask("earlier", {"before": 10**6}) == {"messages": [], "earlier": False}


@pytest.mark.parametrize("before", [2**31, 2**63, 10**30, 0, -1, "7", None, True, 1.5])
def test_what_is_no_message_id_gets_an_empty_answer(chat: Polling, before: object) -> None:
    chat.connect()
    assert chat.ask("earlier", {"before": before}) == {"messages": [], "earlier": False}


def test_text_that_no_database_takes_is_a_wrong_secret_and_a_wrong_token(
    visit: Callable[..., Polling],
) -> None:
    stranger = visit()
    assert stranger.connect({"id": "\ud800", "secret": "\ud800"}) is None
    assert stranger.refusal == {"code": "session"}
    welcome = visit().connect(identity="\ud800")
    assert welcome is not None
    assert welcome["identity"] == "refused"


def test_a_chat_is_open_in_so_many_tabs_and_no_more(
    chat: Polling, visit: Callable[..., Polling]
) -> None:
    session = open_with_words(chat)
    welcomes = [visit().connect(session) for _ in range(22)]
    assert welcomes[:19] == [w for w in welcomes[:19] if w]
    assert welcomes[19:] == [None] * 3


def test_an_origin_that_is_no_address_is_refused(product: Product) -> None:
    for path in ("/chat/iprog/look.json", "/socket.io/?EIO=4&transport=polling&merchant=iprog"):
        answer = httpx.get(product.url + path, headers={"Origin": "http://["})
        assert answer.status_code in (httpx.codes.FORBIDDEN, httpx.codes.BAD_REQUEST)


def test_a_choice_counts_while_it_is_offered(chat: Polling) -> None:
    chat.connect()
    chat.say("Ana bought IPG-1001, nothing used, refund pls, ana@example.com", "key-1")
    chat.until(lambda: buttons(chat))
    offered = buttons(chat)
    foreign = chat.say("Yes", "key-2", button="btn_of_nobody")
    assert (foreign["ok"], foreign["code"]) == (False, "bad")
    pressed = chat.say("not the title", "key-3", button=offered[0]["id"])
    assert pressed["text"] == offered[0]["title"]
    # The answer was lost on the way: the same press once more is the same message.
    assert chat.say("not the title", "key-3", button=offered[0]["id"])["id"] == pressed["id"]


def test_the_look_is_told_to_websites_that_may_show_it(product: Product) -> None:
    look = httpx.get(f"{product.url}/chat/iprog/look.json")
    assert look.json()["company"] == "IPROG TECH"
    assert look.json()["starters"]
    foreign = {"Origin": "https://evil.example"}
    assert httpx.get(f"{product.url}/chat/iprog/look.json", headers=foreign).status_code == 403
    assert httpx.get(f"{product.url}/chat/acme/look.json").status_code == 404
    avatar = httpx.get(f"{product.url}/chat/iprog/avatar.svg")
    assert avatar.headers["content-type"] == "image/svg+xml"


def test_the_script_is_sent_packed_and_only_when_it_is_new(product: Product) -> None:
    first = httpx.get(f"{product.url}/chat.js")
    assert first.headers["content-encoding"] == "gzip"
    assert first.headers["content-type"].startswith("text/javascript")
    again = httpx.get(f"{product.url}/chat.js", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304


def open_with_words(chat: Polling) -> dict[str, str]:
    welcome = chat.connect()
    assert welcome is not None
    chat.say("my secret words", "key-1")
    # Who speaks is told after the last word of the answer.
    chat.until(lambda: chat.last("state"))
    session: dict[str, str] = welcome["session"]
    return session


def buttons(chat: Polling) -> list[dict[str, str]]:
    offered = [m["buttons"] for name, m in chat.events if name == "message" and m["buttons"]]
    return offered[-1] if offered else []
