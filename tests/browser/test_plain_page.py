"""The plain page as a person meets it: on a phone, at a desk, in the dark, without JavaScript."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import Page

from tests.browser.axe import violations
from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.conftest import Visit
from tests.browser.twins import THEN, asks_for_refund, came_to
from tests.journeys.product import Product


async def write(page: Page, text: str) -> None:
    """Send a message and wait for the page that the answer is on."""
    before = await page.locator(".talk li.bot").count()
    await page.get_by_label("Your message").fill(text)
    await page.get_by_role("button", name="Send", exact=True).click()
    await page.locator(".talk li.bot").nth(before).wait_for()


async def sender_of(page: Page) -> str:
    cookies = await page.context.cookies()
    return next(one["value"] for one in cookies if one["name"] == "refunds_chat")


@pytest.mark.parametrize(
    ("device", "twin"),
    [(PHONE, ("tom@example.com", "TWN-3002")), (DESKTOP, ("tess@example.com", "TWN-3003"))],
    ids=["phone", "desktop"],
)
async def test_a_whole_refund_without_javascript_makes_the_same_case(
    product: Product,
    visit: Visit,
    rest_case: dict[str, Any],
    device: dict[str, Any],
    twin: tuple[str, str],
) -> None:
    page = await visit(device, java_script_enabled=False)
    await page.goto(f"{product.url}/plain?merchant=iprog")
    for text in (asks_for_refund(*twin), *THEN):
        await write(page, text)
    case = product.case_of(await sender_of(page))
    assert case["decision"]["outcome"] == "eligible"
    assert case["ref"] in await page.locator(".talk").inner_text()
    assert came_to(case) == rest_case


async def test_a_button_says_its_words(product: Product, visit: Visit) -> None:
    page = await visit(PHONE, java_script_enabled=False)
    await page.goto(f"{product.url}/plain?merchant=iprog")
    await write(page, asks_for_refund("theo@example.com", "TWN-3004"))
    button = page.locator(".choices button").first
    title = await button.inner_text()
    await button.click()
    said = page.locator(".talk li.customer p").nth(1)
    assert await said.inner_text() == title


async def test_nothing_written_is_answered_kindly_beside_the_form(
    product: Product, visit: Visit
) -> None:
    page = await visit(java_script_enabled=False)
    await page.goto(f"{product.url}/plain?merchant=iprog")
    await page.get_by_role("button", name="Send", exact=True).click()
    note = page.get_by_text("Nothing was written yet.")
    await note.wait_for()
    assert await note.is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("device", [PHONE, DESKTOP], ids=["phone", "desktop"])
async def test_axe_finds_nothing_before_and_after_the_first_words(
    product: Product, visit: Visit, console: list[str], device: dict[str, Any], scheme: str
) -> None:
    page = await visit(device, color_scheme=scheme)
    await page.goto(f"{product.url}/plain")
    assert await violations(page) == []
    await page.get_by_role("button", name="Send", exact=True).click()
    await page.get_by_text("Nothing was written yet.").wait_for()
    await write(page, "I want a refund")
    assert await violations(page) == []
    assert console == []


async def test_at_400_percent_nothing_is_cut_off_sideways(product: Product, visit: Visit) -> None:
    page = await visit({"viewport": {"width": 320, "height": 256}})
    await page.goto(f"{product.url}/plain")
    await write(page, "a" * 300)
    assert await page.evaluate("document.documentElement.scrollWidth") <= 320
