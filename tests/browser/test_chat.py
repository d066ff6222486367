"""The chat on a shop's website, in a real browser, against the running assistant."""

from __future__ import annotations

import asyncio
import os
import signal
from datetime import datetime, timezone
from typing import Any

import pytest
from playwright.async_api import WebSocket, expect

from bot.cases.chat_sessions import note_typing
from bot.cases.database import Database
from tests.browser.axe import violations
from tests.browser.chat_on_page import ChatOnPage, said_in
from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.conftest import Visit
from tests.browser.embedding import Shop
from tests.browser.twins import THEN, asks_for_refund, came_to
from tests.browser.wire import Wire
from tests.journeys.product import Product

#: Leaves in the outbox what a page of before had there.
PRESS_OF_BEFORE = """() => {
  const place = Object.keys(localStorage).find(key => key.endsWith(' session'));
  const unsent = { key: 'of-before', text: 'A choice of before', button: 'past', at: Date.now() };
  localStorage.setItem(place.replace(/session$/, 'unsent of-before'), JSON.stringify(unsent));
}"""


@pytest.mark.parametrize(
    ("device", "twin"),
    [(PHONE, ("paul@example.com", "TWN-3005")), (DESKTOP, ("dora@example.com", "TWN-3006"))],
    ids=["phone", "desktop"],
)
async def test_a_whole_refund_makes_the_same_case_as_every_other_way_in(
    product: Product,
    visit: Visit,
    rest_case: dict[str, Any],
    device: dict[str, Any],
    twin: tuple[str, str],
) -> None:
    chat = ChatOnPage(await visit(device))
    await chat.page.goto(f"{product.url}/?merchant=iprog")
    await chat.open()
    await chat.say(asks_for_refund(*twin), *THEN)
    case = product.case_of((await chat.session())["id"])
    assert came_to(case) == rest_case
    assert await chat.texts() == said_in(case)


async def test_a_strict_site_hears_no_word_of_complaint(
    product: Product, shop: Shop, visit: Visit, console: list[str]
) -> None:
    chat = ChatOnPage(await visit())
    await chat.page.goto(shop.page_of(product.url))
    await chat.open()
    await chat.say("hello")
    await chat.page.reload()
    await chat.open()
    await expect(chat.answers.first).to_be_visible()
    assert console == []


async def test_after_a_reload_everything_stands_there_once_and_it_goes_on(
    product: Product, shop: Shop, visit: Visit
) -> None:
    chat = ChatOnPage(await visit(PHONE))
    await chat.page.goto(shop.page_of(product.url))
    await chat.open()
    await chat.say("I want a refund")
    before = await chat.texts()
    await chat.page.reload()
    await chat.open()
    await expect(chat.answers.first).to_be_visible()
    assert await chat.texts() == before
    await chat.say("how long does it take?")
    case = product.case_of((await chat.session())["id"])
    assert await chat.texts() == said_in(case)


async def test_two_tabs_of_one_customer_show_the_same(
    product: Product, shop: Shop, visit: Visit
) -> None:
    one = ChatOnPage(await visit())
    await one.page.goto(shop.page_of(product.url))
    await one.open()
    await one.say("I want a refund")
    other = ChatOnPage(await one.page.context.new_page())
    await other.page.goto(shop.page_of(product.url))
    await other.open()
    await other.say("how long does it take?")
    shown = await other.texts()
    await expect(one.log.locator(".line:not(.intro)")).to_have_count(len(shown))
    assert await one.texts() == shown == said_in(product.case_of((await one.session())["id"]))


async def test_what_both_sides_write_while_the_line_is_cut_arrives_once_when_it_is_mended(
    product: Product, shop: Shop, visit: Visit, wire: Wire
) -> None:
    chat = ChatOnPage(await visit())
    await chat.page.goto(shop.page_of(wire.url))
    await chat.open()
    await chat.say("hello")
    wire.cut()
    await chat.write("I want a refund")
    await expect(chat.log.get_by_text("Not sent yet")).to_be_visible()
    await chat.write("how long does it take?")
    session = (await chat.session())["id"]
    await asyncio.to_thread(product.say_as_staff, session, "We found your payment.")
    await asyncio.sleep(10)  # The cut is to last: a short one is mended by the connection alone.
    wire.mend()
    await expect(chat.log.get_by_text("Not sent yet")).to_have_count(0, timeout=30_000)
    await expect(chat.answers.nth(2)).to_be_visible(timeout=20_000)
    await chat.until_quiet()
    texts = await chat.texts()
    assert [text for who, text in texts if who == "customer"] == [
        "hello",
        "I want a refund",
        "how long does it take?",
    ]
    assert texts.count(("staff", "We found your payment.")) == 1
    assert texts == said_in(product.case_of(session))


async def test_where_websockets_are_blocked_it_works_by_polling(
    product: Product, shop: Shop, visit: Visit, wire_without_websockets: Wire
) -> None:
    wire = wire_without_websockets
    chat = ChatOnPage(await visit())
    frames: list[str | bytes] = []

    def note(frame: str | bytes) -> None:
        frames.append(frame)

    def listen(socket: WebSocket) -> None:
        socket.on("framereceived", note)

    chat.page.on("websocket", listen)
    await chat.page.goto(shop.page_of(wire.url))
    await chat.open()
    await chat.say("I want a refund", "how long does it take?")
    assert wire.refused_upgrades > 0
    assert frames == []
    assert await chat.texts() == said_in(product.case_of((await chat.session())["id"]))


async def test_a_chat_process_that_is_killed_in_the_middle_loses_nothing_and_repeats_nothing(
    product: Product, shop: Shop, visit: Visit
) -> None:
    chat = ChatOnPage(await visit(PHONE))
    await chat.page.goto(shop.page_of(product.url))
    await chat.open()
    await chat.say("hello")
    await chat.write("I want a refund")
    os.kill(product.pid_of("bot.serve"), signal.SIGKILL)
    await chat.write("how long does it take?")
    await expect(chat.answers.nth(2)).to_be_visible(timeout=90_000)
    await chat.until_quiet()
    texts = await chat.texts()
    written = [text for who, text in texts if who == "customer"]
    assert written == ["hello", "I want a refund", "how long does it take?"]
    assert texts == said_in(product.case_of((await chat.session())["id"]))


async def test_by_keyboard_alone_it_is_opened_used_and_left(
    product: Product, shop: Shop, visit: Visit
) -> None:
    chat = ChatOnPage(await visit())
    await chat.page.goto(shop.page_of(product.url))
    await expect(chat.launcher).to_be_visible()
    keys = chat.page.keyboard
    await keys.press("Tab")  # The shop's own search field.
    await keys.press("Tab")
    await expect(chat.launcher).to_be_focused()
    await keys.press("Enter")
    await expect(chat.input).to_be_focused()
    await chat.until_quiet()
    await keys.type("I want a refund")
    await keys.press("Enter")
    await expect(chat.answers.first).to_be_visible(timeout=20_000)
    await expect(chat.input).to_be_focused()
    menu = chat.panel.get_by_role("button", name="Menu")
    await menu.focus()
    await keys.press("Enter")
    await keys.press("ArrowDown")
    await expect(chat.panel.get_by_role("menuitem").nth(1)).to_be_focused()
    await keys.press("Escape")
    await expect(menu).to_be_focused()
    await keys.press("Escape")
    await expect(chat.panel).to_be_hidden()
    await expect(chat.launcher).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("device", [PHONE, DESKTOP], ids=["phone", "desktop"])
async def test_axe_finds_nothing_in_the_closed_and_in_the_open_chat(
    product: Product, shop: Shop, visit: Visit, device: dict[str, Any], scheme: str
) -> None:
    chat = ChatOnPage(await visit(device, color_scheme=scheme))
    await chat.page.goto(shop.page_of(product.url))
    await expect(chat.launcher).to_be_visible()
    assert await violations(chat.page) == []
    await chat.open()
    assert await violations(chat.page) == []
    await chat.say("I want a refund")
    assert await violations(chat.page) == []
    await chat.panel.get_by_role("button", name="Menu").click()
    assert await violations(chat.page) == []


async def test_on_a_phone_the_keyboard_comes_only_when_it_is_asked_for(
    product: Product, shop: Shop, visit: Visit
) -> None:
    chat = ChatOnPage(await visit(PHONE))
    await chat.page.goto(shop.page_of(product.url))
    await chat.open()
    # A field that has the focus brings the keyboard, which would cover the welcome.
    await expect(chat.log).to_be_focused()
    desk = ChatOnPage(await visit())
    await desk.page.goto(shop.page_of(product.url))
    await desk.open()
    await expect(desk.input).to_be_focused()


async def test_a_button_that_is_pressed_three_times_at_once_is_said_once(
    product: Product, shop: Shop, visit: Visit
) -> None:
    chat = ChatOnPage(await visit())
    await chat.page.goto(shop.page_of(product.url))
    await chat.open()
    starter = chat.log.get_by_role("group", name="Suggested answers").get_by_role("button").first
    await starter.evaluate("one => { one.click(); one.click(); one.click(); }")
    await expect(chat.answers.first).to_be_visible(timeout=20_000)
    await chat.until_quiet()
    texts = await chat.texts()
    assert [who for who, _ in texts].count("customer") == 1
    assert texts == said_in(product.case_of((await chat.session())["id"]))


async def test_what_nobody_can_see_is_not_sent(product: Product, shop: Shop, visit: Visit) -> None:
    chat = ChatOnPage(await visit())
    await chat.page.goto(shop.page_of(product.url))
    await chat.open()
    for nothing in ("\u200b", "\u2060\ufeff", " \u200d "):
        await chat.write(nothing)
        await expect(chat.panel.get_by_role("button", name="Send")).to_be_disabled()
    assert await chat.texts() == []


async def test_who_stopped_writing_while_the_line_was_cut_is_not_said_to_write_after_it(
    product: Product, shop: Shop, visit: Visit, wire: Wire
) -> None:
    chat = ChatOnPage(await visit())
    await chat.page.goto(shop.page_of(wire.url))
    await chat.open()
    await chat.say("hello")
    writing = chat.panel.locator(".status", has_text="is writing")
    await asyncio.to_thread(types_as_staff, product, (await chat.session())["id"])
    await expect(writing).to_be_visible(timeout=20_000)
    wire.cut()
    await asyncio.sleep(8)  # Until then the desk's typing holds, and is told anew.
    wire.mend()
    await chat.until_quiet()


async def test_words_that_were_refused_do_not_stay_below_all_that_is_said_later(
    product: Product, shop: Shop, visit: Visit
) -> None:
    one = ChatOnPage(await visit())
    await one.page.goto(shop.page_of(product.url))
    await one.open()
    await one.say("I want my money back")
    # A page of before, whose choice is past when it is pressed.
    await one.page.evaluate(PRESS_OF_BEFORE)
    await one.page.reload()
    await one.open()
    await expect(one.log.get_by_text("Not sent.")).to_be_visible()
    await one.say("how long does it take?")
    texts = [text for _, text in await one.texts()]
    assert texts.index("A choice of before") < texts.index("how long does it take?")


def types_as_staff(product: Product, session_id: str) -> None:
    """Note that a person is typing, as the desk does."""
    database = Database(product.environ["DATABASE_URL"])
    with database.writing() as session:
        note_typing(session, session_id, "staff", datetime.now(timezone.utc))
    database.close()
