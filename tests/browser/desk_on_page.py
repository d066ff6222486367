"""The desk as a member of staff uses it; all is found by role and by the words shown."""

from __future__ import annotations

from playwright.async_api import Locator, Page, expect

PASSWORD = "a few words to remember"


class DeskOnPage:
    """The desk in one browser."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, url

    async def sign_in(self, name: str, password: str = PASSWORD) -> None:
        await self.page.goto(f"{self.url}/sign-in")
        await self.page.get_by_label("Name").fill(name)
        await self.page.get_by_label("Password").fill(password)
        await self.page.get_by_role("button", name="Sign in").click()
        await expect(self.page.get_by_role("heading", name="Cases", level=1)).to_be_visible()

    async def open(self, ref: str) -> None:
        await self.page.goto(f"{self.url}/case/{ref}")
        await expect(self.page.get_by_role("heading", level=1)).to_contain_text(ref)

    @property
    def conversation(self) -> Locator:
        return self.page.get_by_role("region", name="Messages")

    @property
    def message(self) -> Locator:
        return self.page.get_by_label("Message to the customer")

    @property
    def refusal(self) -> Locator:
        return self.page.get_by_role("alert")

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    async def take_over(self) -> None:
        await self.button("Take over").click()
        await expect(self.message).to_be_visible()

    async def say(self, text: str) -> None:
        await self.message.fill(text)
        await self.message.press("Control+Enter")
        await expect(self.conversation.get_by_text(text)).to_be_visible()
        await expect(self.message).to_have_value("")

    async def write_note(self, text: str) -> None:
        if not await self.page.get_by_label("Note, for staff alone").is_visible():
            await self.page.get_by_text("Private note", exact=True).click()
        await self.page.get_by_label("Note, for staff alone").fill(text)

    async def close_case(self, how: str, why: str) -> None:
        await self.page.get_by_text("Close the case", exact=True).click()
        await self.page.get_by_label("How it ended").select_option(label=how)
        await self.page.get_by_label("Why, for staff alone").first.fill(why)
        await self.button("Close").click()
