"""Whose chat it is: the signed customer's, the secret's, and nobody's after it was ended."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.browser.chat_on_page import ChatOnPage
from tests.browser.conftest import Visit
from tests.browser.embedding import Shop
from tests.browser.wire import Wire
from tests.journeys.polling import Polling
from tests.journeys.product import Product
from tests.journeys.signed import token

#: Changes the secret that the browser keeps, and nothing else.
FORGET_SECRET = """() => {
  for (const [key, value] of Object.entries(localStorage)) {
    if (!key.endsWith(' session')) continue;
    localStorage.setItem(key, JSON.stringify({ ...JSON.parse(value), secret: 'guessed' }));
  }
}"""
#: Asks as a page of that website can, with all that it could have stolen.
ASK = """async (url) => {
  try { return (await fetch(url)).status; } catch { return 'refused'; }
}"""


@pytest.fixture
def foreign_shop() -> Iterator[Shop]:
    """A website that no company lets show its chat."""
    shop = Shop()
    yield shop
    shop.close()


async def test_a_customer_who_is_logged_in_is_not_asked_for_an_email_address(
    product: Product, shop: Shop, visit: Visit, console: list[str]
) -> None:
    chat = ChatOnPage(await visit())
    await chat.page.goto(shop.page_of(product.url, identity=token("nora@example.com")))
    await chat.open()
    await chat.say("refund for TWN-3007 please, changed my mind, not one message sent")
    await expect(chat.log.get_by_text("I found your purchase TWN-3007")).to_be_visible()
    assert console == []


async def test_with_an_old_token_the_chat_goes_on_and_asks(
    product: Product, shop: Shop, visit: Visit
) -> None:
    chat = ChatOnPage(await visit())
    old = token("nora@example.com", iat=1_700_000_000, exp=1_700_000_600)
    await chat.page.goto(shop.page_of(product.url, identity=old))
    await chat.open()
    await chat.say("refund for TWN-3007 please, changed my mind, not one message sent")
    await expect(chat.log.get_by_text("I found your purchase")).to_have_count(0)


async def test_without_its_secret_a_browser_begins_anew_and_sees_nothing_of_before(
    product: Product, shop: Shop, visit: Visit
) -> None:
    chat = ChatOnPage(await visit())
    await chat.page.goto(shop.page_of(product.url))
    await chat.open()
    await chat.say("my secret words")
    before = await chat.session()
    await chat.page.evaluate(FORGET_SECRET)
    await chat.page.reload()
    await chat.open()
    await chat.say("hello")
    await expect(chat.log.get_by_text("my secret words")).to_have_count(0)
    assert (await chat.session())["id"] != before["id"]


async def test_a_website_that_may_not_show_the_chat_gets_nothing_even_with_the_secret(
    product: Product, shop: Shop, foreign_shop: Shop, visit: Visit
) -> None:
    chat = ChatOnPage(await visit())
    await chat.page.goto(shop.page_of(product.url))
    await chat.open()
    await chat.say("my secret words")
    page = await visit()
    await page.goto(foreign_shop.page_of(product.url))
    await keep(page, await kept(chat.page))
    await page.reload()
    await page.wait_for_load_state("networkidle")
    await expect(page.locator("refund-chat")).to_have_count(0)
    shake_hands = f"{product.url}/socket.io/?merchant=iprog&EIO=4&transport=polling"
    assert await page.evaluate(ASK, shake_hands) == "refused"
    assert await page.evaluate(ASK, f"{product.url}/chat/iprog/look.json") == "refused"


async def test_an_ended_chat_leaves_nothing_on_a_shared_computer(
    product: Product, shop: Shop, visit: Visit
) -> None:
    chat = ChatOnPage(await visit())
    await chat.page.goto(shop.page_of(product.url))
    await chat.open()
    await chat.say("my secret words")
    session = await chat.session()
    await end(chat)
    await expect(chat.log.get_by_text("my secret words")).to_have_count(0)
    await until_no_trace_of(session, chat.page)
    left = await kept(chat.page)
    assert "my secret words" not in json.dumps(left)
    await chat.page.reload()
    await chat.open()
    await expect(chat.log.get_by_text("my secret words")).to_have_count(0)
    assert product.case_of(session["id"])["status"] == "open"


async def test_the_customer_can_keep_a_copy(
    product: Product, shop: Shop, visit: Visit, tmp_path: Path
) -> None:
    chat = ChatOnPage(await visit())
    await chat.page.goto(shop.page_of(product.url))
    await chat.open()
    await chat.say("how long does it take?")
    async with chat.page.expect_download() as waiting:
        await chat.panel.get_by_role("button", name="Menu").click()
        await chat.panel.get_by_role("menuitem", name="Save a copy").click()
    path = tmp_path / "copy.txt"
    await (await waiting.value).save_as(path)
    copy = path.read_text(encoding="utf-8")
    assert "IPROG TECH" in copy
    assert product.case_of((await chat.session())["id"])["ref"] in copy
    for _, text in await chat.texts():
        assert text in copy


async def test_words_that_come_while_the_chat_is_closed_are_counted_until_they_are_read(
    product: Product, shop: Shop, visit: Visit
) -> None:
    chat = ChatOnPage(await visit())
    await chat.page.goto(shop.page_of(product.url))
    await chat.open()
    await chat.say("hello")
    session = (await chat.session())["id"]
    await chat.input.press("Escape")
    other = ChatOnPage(await chat.page.context.new_page())
    await other.page.goto(shop.page_of(product.url))
    product.say_as_staff(session, "We found your payment.")
    for page in (chat.page, other.page):
        await expect(page.get_by_role("button", name="1 unread message")).to_be_visible()
    await other.open()
    await expect(other.log.get_by_text("We found your payment.")).to_be_visible()
    # What was read in one tab is read in the other.
    await expect(chat.page.get_by_role("button", name="unread message")).to_have_count(0)


async def kept(page: Page) -> dict[str, str]:
    stored: dict[str, str] = await page.evaluate("() => ({ ...localStorage })")
    return stored


async def keep(page: Page, stored: dict[str, str]) -> None:
    await page.evaluate("stored => Object.assign(localStorage, stored)", stored)


async def test_whoever_comes_after_a_log_out_on_the_same_page_is_nobody_yet(
    product: Product, shop: Shop, visit: Visit
) -> None:
    chat = ChatOnPage(await visit())
    await chat.page.goto(shop.page_of(product.url, identity=token("nora@example.com")))
    await chat.open()
    await chat.say("hello")
    await chat.page.evaluate("RefundChat.clear()")
    await chat.say("refund for TWN-3007 please, changed my mind, not one message sent")
    await expect(chat.log.get_by_text("I found your purchase")).to_have_count(0)


async def test_what_one_account_began_to_write_is_not_shown_to_the_next(
    product: Product, shop: Shop, visit: Visit
) -> None:
    chat = ChatOnPage(await visit())
    await chat.page.goto(shop.page_of(product.url, identity=token("nora@example.com")))
    await chat.open()
    await chat.say("hello")
    await chat.input.fill("nora's own words")
    await chat.page.evaluate("token => RefundChat.identify(token)", token("paul@example.com"))
    await expect(chat.answers).to_have_count(0)
    await expect(chat.input).to_have_value("")
    await chat.input.fill("paul's own words")
    await chat.page.evaluate("RefundChat.clear()")
    await expect(chat.input).to_have_value("")
    assert "own words" not in await chat.page.evaluate("JSON.stringify(sessionStorage)")


async def test_a_chat_that_was_ended_without_a_line_opens_for_nobody_once_there_is_one(
    product: Product, shop: Shop, visit: Visit, wire: Wire
) -> None:
    chat = ChatOnPage(await visit())
    await chat.page.goto(shop.page_of(wire.url))
    await chat.open()
    await chat.say("my secret words")
    session = await chat.session()
    wire.cut()
    await expect(chat.panel.locator(".status")).to_contain_text("No connection")
    await end(chat)
    assert "my secret words" not in json.dumps(await kept(chat.page))
    wire.mend()
    await until_no_trace_of(session, chat.page)
    assert await refusal_of(product, session) == {"code": "session"}


async def test_a_chat_that_was_ended_without_a_line_is_ended_by_the_next_page_too(
    product: Product, shop: Shop, visit: Visit, wire: Wire
) -> None:
    chat = ChatOnPage(await visit())
    await chat.page.goto(shop.page_of(wire.url))
    await chat.open()
    await chat.say("my secret words")
    session = await chat.session()
    wire.cut()
    await end(chat)
    await chat.page.goto(shop.page_of(product.url.replace("127.0.0.1", "localhost")))
    wire.mend()
    await chat.page.goto(shop.page_of(wire.url))
    await until_no_trace_of(session, chat.page)
    assert await refusal_of(product, session) == {"code": "session"}
    await chat.open()
    assert await chat.texts() == []


async def end(chat: ChatOnPage) -> None:
    await chat.panel.get_by_role("button", name="Menu").click()
    await chat.panel.get_by_role("menuitem", name="End chat").click()
    await chat.panel.get_by_role("button", name="End and clear").click()


async def until_no_trace_of(session: dict[str, str], page: Page) -> None:
    """Wait until nothing in the browser could open a chat any more."""
    await page.wait_for_function(
        "secret => !JSON.stringify(localStorage).includes(secret)",
        arg=session["secret"],
        timeout=60_000,
    )


async def refusal_of(product: Product, session: dict[str, str]) -> dict[str, str] | None:
    def enter() -> dict[str, str] | None:
        line = Polling(product.url)
        line.connect(session={"id": session["id"], "secret": session["secret"]})
        line.close()
        return line.refusal

    return await asyncio.to_thread(enter)
