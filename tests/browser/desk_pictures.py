"""The pictures of the desk in the docs, taken from the running assistant.

python -m tests.browser.desk_pictures
"""

from __future__ import annotations

import asyncio
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.async_api import Browser, async_playwright, expect

from tests.browser.chat_on_page import ChatOnPage
from tests.browser.chromium import PHONE, launch
from tests.browser.desk_on_page import PASSWORD, DeskOnPage
from tests.browser.pictures import FOLDER, MANILA
from tests.journeys.product import Product

WIDE = {"viewport": {"width": 1280, "height": 860}}
COLOURS = 64
#: What customers say before the pictures are taken: sender, company, words.
TALKS = (
    (
        "ben",
        "iprog",
        ("refund for IPG-1003, changed my mind", "ben@example.com", "yes", "a person"),
    ),
    ("dan", "iprog", ("refund IPG-1008, account dan@example.com, changed my mind", "yes", "agent")),
    ("esha", "interakt", ("refund IK-pay-90a1", "esha@example.com", "changed my mind", "yes")),
)
ANA = (
    "I want a refund, txn IPG-1001, bought 3 hours ago, 5 sent, bought it by accident",
    "ana@example.com",
    "yes",
)


def people_and_cases(product: Product) -> None:
    """Let two people work at the desk, and several customers wait for them."""
    for name in ("Maria", "Ben"):
        product.refunds("staff", "add", name, "--password", PASSWORD)
    for sender, merchant, words in TALKS:
        for text in words:
            product.post(sender, text, metadata={"merchant": merchant})


async def take_all(product: Product) -> None:
    """Take every picture of the desk."""
    url = f"http://127.0.0.1:{product.desk_port}"
    async with async_playwright() as playwright:
        browser = await launch(playwright)
        chat = await chat_of_ana(browser, product.url)
        ref = product.case_of((await chat.session())["id"])["ref"]
        desk = await desk_of(browser, url, "Maria", **WIDE)
        await take(desk, "desk-queue")
        ben = await desk_of(browser, url, "Ben", **WIDE)
        await ben.open(ref)
        await desk.open(ref)
        await desk.take_over()
        await desk.say("Hello Ana, I am looking into both sections now.")
        await expect(chat.log.get_by_text("looking into both sections")).to_be_visible()
        await chat.write("Thank you, Maria!")
        await expect(desk.conversation.get_by_text("Thank you, Maria!")).to_be_visible()
        await expect(desk.page.get_by_text("The customer is typing…")).to_be_hidden()
        await desk.page.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0); }")
        await take(desk, "desk-case")
        await phone(browser, url, ref)
        await browser.close()


async def take(desk: DeskOnPage, name: str) -> None:
    """Take a picture with few colours: text needs no more, and the file is a third."""
    picture = Image.open(BytesIO(await desk.page.screenshot()))
    picture.convert("RGB").quantize(COLOURS).save(FOLDER / f"{name}.png", optimize=True)


async def chat_of_ana(browser: Browser, url: str) -> ChatOnPage:
    """Let Ana come to where two sections of the policy disagree."""
    context = await browser.new_context(**MANILA, **WIDE)
    chat = ChatOnPage(await context.new_page())
    await chat.page.goto(f"{url}/?merchant=iprog")
    await chat.open()
    await chat.say(*ANA)
    return chat


async def desk_of(browser: Browser, url: str, name: str, **look: object) -> DeskOnPage:
    """Sign somebody in."""
    context = await browser.new_context(**MANILA, **look)
    desk = DeskOnPage(await context.new_page(), url)
    await desk.sign_in(name)
    return desk


async def phone(browser: Browser, url: str, ref: str) -> None:
    """Take the picture of a case on a phone, in the dark."""
    look = {**PHONE, "viewport": {"width": 392, "height": 780}, "device_scale_factor": 1.5}
    desk = await desk_of(browser, url, "Maria", **look, color_scheme="dark")
    await desk.open(ref)
    await desk.page.get_by_role("heading", name="Conversation").scroll_into_view_if_needed()
    await desk.page.evaluate("() => document.getElementById('transcript').scrollIntoView()")
    await take(desk, "desk-phone")


def main() -> None:
    """Start an assistant of its own and take the pictures."""
    with tempfile.TemporaryDirectory() as folder:
        product = Product(Path(folder))
        product.start()
        try:
            people_and_cases(product)
            asyncio.run(take_all(product))
        finally:
            product.stop()


if __name__ == "__main__":
    main()
