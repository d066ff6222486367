"""The chat as a customer uses it: opens it, writes, presses, and reads what stands there."""

from __future__ import annotations

import json
from typing import Any

from playwright.async_api import Locator, Page, expect

#: As playwright waits, in milliseconds: an answer takes a second, on a busy machine several.
ANSWER = 20_000


class ChatOnPage:
    """The chat of one page; all it looks for is found by role and by the words shown."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.element = page.locator("refund-chat")
        self.panel = page.get_by_role("dialog", name="Chat with")
        self.log = self.panel.get_by_role("log")
        self.input = self.panel.get_by_label("Write a message")

    @property
    def launcher(self) -> Locator:
        return self.page.get_by_role("button", name="Open the chat")

    async def open(self) -> None:
        """Press the launcher and wait for what was said before."""
        await self.launcher.click()
        await expect(self.panel).to_be_visible()
        await self.until_quiet()

    async def write(self, text: str) -> None:
        """Type and send; whether it got there is another question."""
        await self.input.fill(text)
        await self.input.press("Enter")

    async def say(self, *texts: str) -> None:
        """Write messages one after another and wait for each one's answer."""
        for text in texts:
            before = await self.answers.count()
            await self.write(text)
            await expect(self.answers.nth(before)).to_be_visible(timeout=ANSWER)
            await self.until_quiet()

    async def until_quiet(self) -> None:
        """Wait until nobody writes and everything is sent."""
        await expect(self.panel.locator(".status")).to_have_text("", timeout=ANSWER)
        await expect(self.log.locator(".way", has_text="Not sent yet")).to_have_count(0)

    @property
    def answers(self) -> Locator:
        return self.log.locator(".line.bot:not(.intro)")

    async def texts(self) -> list[tuple[str, str]]:
        """Return all that stands there, as ("customer" | "bot" | "staff", text)."""
        lines: list[list[str]] = await self.log.locator(".line:not(.intro)").evaluate_all(
            "lines => lines.map(line => [['customer', 'bot', 'staff'].find(who =>"
            " line.classList.contains(who)), line.querySelector('.text').textContent])"
        )
        return [(who, text) for who, text in lines]

    async def session(self) -> dict[str, Any]:
        """Return the id and secret that the browser keeps."""
        kept: list[str] = await self.page.evaluate(
            "Object.entries(localStorage).filter(([key]) => key.endsWith(' session'))"
            ".map(([, value]) => value)"
        )
        assert len(kept) == 1, kept
        session: dict[str, Any] = json.loads(kept[0])
        return session


def said_in(case: dict[str, Any]) -> list[tuple[str, str]]:
    """Return a case's conversation in the form of `ChatOnPage.texts`."""
    return [(message["from"], message["text"]) for message in case["messages"]]
