"""The assistant on WhatsApp, through the running product and a fake of Meta's Graph API."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from tests.bot.channels.fake_graph import OTHER_NUMBER, FakeGraph, choices_of, words_of
from tests.bot.channels.webhooks import Customer
from tests.journeys.product import Product
from tests.journeys.talk import Talk

JPEG = b"\xff\xd8\xff\xe0" + b"a receipt" * 200


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


def test_a_choice_of_more_than_three_comes_as_a_list_and_is_chosen_from_it(
    shop: Product, graph: FakeGraph
) -> None:
    talk = Talk(shop, graph, Customer("639170000002", number=OTHER_NUMBER))
    offered = talk.say("my plan renewed even after i cancelled, refund please")
    assert "Where did you buy it?" in words_of(offered)
    assert offered["interactive"]["type"] == "list"
    assert len(choices_of(offered)) > 3
    assert words_of(talk.press(offered, "Apple App Store"))
    facts = talk.case()["facts"]
    assert facts["store"] == {"value": "apple", "source": "claimed"}
    assert talk.case()["merchant"] == "interakt"
    assert talk.got()[-1]["number"] == OTHER_NUMBER, "It answers from the number written to."


def test_a_stale_choice_is_told_and_typed_titles_work(shop: Product, graph: FakeGraph) -> None:
    talk = Talk(shop, graph, Customer("639170000009"))
    asked = talk.say("i want a refund, i changed my mind")
    button = choices_of(asked)["I don't know"]
    assert words_of(talk.say("i don't know"))
    stale = talk.post(talk.customer.press(button, "I don't know"))
    assert "That choice is no longer open" in words_of(stale)
    forged = talk.post(talk.customer.press("affirm", "affirm"))
    assert "no longer open" in words_of(forged)


def test_who_goes_on_from_another_door_proves_it_again_and_is_in_the_same_case(
    shop: Product, graph: FakeGraph
) -> None:
    shop.say("on-the-website", "refund please, JRN-2004, abe@example.com, i changed my mind")
    website = shop.case_of("on-the-website")
    talk = Talk(shop, graph, Customer("639170000013"))
    named = talk.say(f"my case is {website['ref']}")
    assert website["ref"] in words_of(named)
    joined = talk.say("abe@example.com, JRN-2004")
    assert website["ref"] in words_of(joined)
    again = shop.case_of("on-the-website")
    assert {m["sender"] for m in again["messages"] if m["from"] == "customer"} == {
        "on-the-website",
        "639170000013",
    }
