"""The pictures of the chat in the docs, taken from the running assistant.

python -m tests.browser.pictures
"""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, async_playwright

from tests.browser.chat_on_page import ChatOnPage
from tests.browser.chromium import DESKTOP, PHONE, launch
from tests.journeys.product import ROOT, Product

FOLDER = ROOT / "docs" / "pictures"
MANILA = {"timezone_id": "Asia/Manila", "locale": "en-PH"}
TALK = (
    "i want refund, txn IPG-1001 bought 3 hours ago 0 sms sent, changed my mind",
    "ana@example.com",
    "yes",
)


async def take(browser: Browser, url: str, name: str, talk: tuple[str, ...], **look: Any) -> None:
    """Hold a conversation on the demo page and take its picture."""
    context = await browser.new_context(**MANILA, **look)
    chat = ChatOnPage(await context.new_page())
    await chat.page.goto(f"{url}/?merchant=iprog")
    await chat.open()
    await chat.say(*talk)
    # The picture is of the conversation, not of a cursor.
    await chat.page.evaluate("() => document.activeElement.shadowRoot?.activeElement?.blur()")
    await chat.page.wait_for_timeout(500)
    await chat.page.screenshot(path=FOLDER / f"{name}.png")
    await context.close()


async def take_all(url: str) -> None:
    """Take every picture of the chat."""
    # An even height, so that the last row of pixels is a whole one.
    phone = {**PHONE, "viewport": {"width": 392, "height": 728}, "device_scale_factor": 1.5}
    async with async_playwright() as playwright:
        browser = await launch(playwright)
        await take(browser, url, "chat-desktop", TALK[:2], **DESKTOP)
        await take(browser, url, "chat-phone", TALK, **phone)
        await take(browser, url, "chat-dark", (), **phone, color_scheme="dark")
        await browser.close()


def main() -> None:
    """Start an assistant of its own and take the pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        product = Product(Path(folder))
        product.start()
        try:
            asyncio.run(take_all(product.url))
        finally:
            product.stop()


if __name__ == "__main__":
    main()
