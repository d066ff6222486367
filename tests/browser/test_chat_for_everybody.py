"""The chat for those who hear it, use no mouse, or zoom in."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import expect

from tests.browser.chat_on_page import ChatOnPage
from tests.browser.conftest import Visit
from tests.browser.embedding import Shop
from tests.journeys.product import Product

#: 1280 px wide and zoomed in to 400 %, on two screens.
ZOOMED: list[dict[str, Any]] = [
    {"viewport": {"width": 320, "height": 256}},
    {"viewport": {"width": 320, "height": 200}},
]
#: Notes what a screen reader reads out: all that is added to a live region and not hidden.
LISTEN = """log => {
  window.heard = [];
  const live = node => (node.nodeType === 1 ? node : node.parentElement).closest('[aria-live]');
  const words = node => {
    if (node.nodeType === 3) return node.textContent;
    if (node.nodeType !== 1 || node.hidden || node.ariaHidden === 'true') return '';
    return [...node.childNodes].map(words).join('');
  };
  new MutationObserver(changes => {
    for (const { addedNodes } of changes)
      for (const node of addedNodes)
        if (live(node)?.ariaLive === 'polite') window.heard.push(words(node));
  }).observe(log, { subtree: true, childList: true });
}"""
ALL_IS_TOLD = "log => !log.querySelector('[aria-hidden]:not(svg)')"


async def test_whoever_opens_an_empty_chat_hears_that_it_is_a_bot_and_what_it_does(
    product: Product, shop: Shop, visit: Visit
) -> None:
    chat = ChatOnPage(await visit())
    await chat.page.goto(shop.page_of(product.url))
    await chat.open()
    texts = await chat.log.locator(".intro .text").all_inner_texts()
    assert any("automated assistant" in text for text in texts)
    await expect(chat.panel).to_have_accessible_description(" ".join(texts))
    await chat.say("hello")
    await chat.input.press("Escape")
    await chat.open()
    # Who comes back is told who speaks, not all of it once more.
    await expect(chat.panel).to_have_accessible_description("Automated assistant")


async def test_the_customers_own_words_are_read_out_without_time_and_state(
    product: Product, shop: Shop, visit: Visit
) -> None:
    chat = ChatOnPage(await visit())
    await chat.page.goto(shop.page_of(product.url))
    await chat.open()
    await expect(chat.log).to_have_attribute("aria-live", "polite")
    await chat.log.evaluate(LISTEN)
    await chat.say("I want my money back")
    heard = await chat.page.evaluate("window.heard")
    assert "You: I want my money back" in heard
    assert not [words for words in heard if "Sending" in words or "Sent" in words]
    assert not [words for words in heard if words.endswith(("AM", "PM"))]
    # Whoever goes through the log finds both.
    await chat.page.wait_for_function(ALL_IS_TOLD, arg=await chat.log.element_handle())
    snapshot = await chat.log.aria_snapshot()
    assert "Sent" in snapshot
    assert "time" in snapshot


async def test_the_question_whether_to_end_keeps_the_keyboard_and_escape_keeps_the_chat(
    product: Product, shop: Shop, visit: Visit
) -> None:
    chat = ChatOnPage(await visit())
    await chat.page.goto(shop.page_of(product.url))
    await chat.open()
    await ask_to_end(chat)
    keep = chat.panel.get_by_role("button", name="Keep the chat")
    end = chat.panel.get_by_role("button", name="End and clear")
    await expect(keep).to_be_focused()
    for key, focused in (("Tab", end), ("Tab", keep), ("Shift+Tab", end), ("Shift+Tab", keep)):
        await chat.page.keyboard.press(key)
        await expect(focused).to_be_focused()
    await chat.page.keyboard.press("Escape")
    await expect(keep).to_be_hidden()
    await expect(chat.panel).to_be_visible()
    await expect(chat.panel.get_by_role("button", name="Menu")).to_be_focused()


@pytest.mark.parametrize("device", ZOOMED, ids=["320x256", "320x200"])
async def test_at_400_percent_the_reference_and_the_question_are_there_to_be_read(
    product: Product, shop: Shop, visit: Visit, device: dict[str, Any]
) -> None:
    chat = ChatOnPage(await visit(device))
    await chat.page.goto(shop.page_of(product.url))
    await chat.open()
    await chat.say("I want my money back")
    ref = chat.panel.locator(".ref")
    await expect(ref).to_have_text(
        product.case_of((await chat.session())["id"])["ref"], timeout=20_000
    )
    assert await ref.evaluate(
        "ref => { const [own, names] = [ref, ref.closest('.names')].map(e =>"
        " e.getBoundingClientRect()); return own.right <= names.right && own.height > 0; }"
    )
    await expect(ref).to_be_in_viewport(ratio=1)
    assert await chat.log.evaluate("log => log.clientHeight") >= 60
    await ask_to_end(chat)
    await expect(chat.panel.get_by_role("heading", name="End this chat")).to_be_in_viewport(ratio=1)
    await chat.page.keyboard.press("Tab")
    await expect(chat.panel.get_by_role("button", name="Keep the chat")).to_be_in_viewport()


async def ask_to_end(chat: ChatOnPage) -> None:
    await chat.panel.get_by_role("button", name="Menu").click()
    await chat.panel.get_by_role("menuitem", name="End chat").click()
