"""The demo page: three companies in their colours, and customers to be."""

from __future__ import annotations

import csv
from typing import Any

import httpx
import pytest

from tests.browser.axe import violations
from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.conftest import Visit
from tests.journeys.product import ROOT, Product

MERCHANTS = sorted(path.parent.name for path in (ROOT / "policies").glob("*/demo.csv"))
BACKGROUND = "getComputedStyle(document.querySelector('header')).backgroundColor"


@pytest.mark.parametrize("merchant", MERCHANTS)
async def test_each_demo_customer_stands_there_with_what_to_name(
    product: Product, visit: Visit, merchant: str
) -> None:
    page = await visit()
    await page.goto(f"{product.url}/?merchant={merchant}")
    rows = await page.locator("tbody tr").all_inner_texts()
    with (ROOT / "policies" / merchant / "demo.csv").open() as file:
        purchases = list(csv.DictReader(file))
    assert len(rows) == len(purchases)
    for row, purchase in zip(rows, purchases, strict=True):
        assert purchase["account_email"] in row
        assert purchase["transaction_id"] in row
    assert (await page.locator("script[data-merchant]").get_attribute("data-merchant")) == merchant


async def test_a_purchase_is_told_as_its_record_has_it(product: Product, visit: Visit) -> None:
    page = await visit()
    await page.goto(f"{product.url}/?merchant=iprog")
    told = await page.locator("tbody tr").first.inner_text()
    assert "Ana bought SMS credits for ₱1,000.00, 3 hours ago; no messages sent." in told


async def test_another_company_is_one_click_away_and_has_its_own_colour(
    product: Product, visit: Visit
) -> None:
    page = await visit()
    await page.goto(product.url)
    links = page.get_by_role("navigation").get_by_role("link")
    colours = set()
    for number in range(len(MERCHANTS)):
        await links.nth(number).click()
        await page.locator(f"nav li:nth-child({number + 1}) a[aria-current]").wait_for()
        colours.add(await page.evaluate(BACKGROUND))
    assert len(colours) == len(MERCHANTS)


async def test_without_javascript_it_leads_to_the_plain_page_of_the_company(
    product: Product, visit: Visit
) -> None:
    page = await visit(PHONE, java_script_enabled=False)
    await page.goto(f"{product.url}/?merchant=iprog")
    await page.get_by_role("link", name="Chat without JavaScript").click()
    await page.get_by_role("heading", name="Refund assistant for IPROG TECH").wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("device", [PHONE, DESKTOP], ids=["phone", "desktop"])
async def test_axe_finds_nothing(
    product: Product, visit: Visit, console: list[str], device: dict[str, Any], scheme: str
) -> None:
    for merchant in MERCHANTS:
        page = await visit(device, color_scheme=scheme)
        await page.goto(f"{product.url}/?merchant={merchant}")
        assert await violations(page) == []
    assert console == []


async def test_at_400_percent_nothing_is_cut_off_sideways(product: Product, visit: Visit) -> None:
    page = await visit({"viewport": {"width": 320, "height": 256}})
    await page.goto(product.url)
    assert await page.evaluate("document.documentElement.scrollWidth") <= 320


async def test_with_the_readers_own_colours_the_chosen_company_looks_chosen(
    product: Product, visit: Visit
) -> None:
    page = await visit(forced_colors="active")
    await page.goto(product.url)
    ground = "one => getComputedStyle(one).backgroundColor"
    chosen = await page.locator("nav a[aria-current]").evaluate(ground)
    others = await page.locator("nav a:not([aria-current])").evaluate_all(
        f"all => all.map({ground})"
    )
    assert len(others) == len(MERCHANTS) - 1
    assert chosen not in others


def test_a_company_that_there_is_not_is_told_without_repeating_its_markup(
    product: Product,
) -> None:
    answer = httpx.get(f"{product.url}/", params={"merchant": "<b>acme"})
    assert answer.status_code == httpx.codes.NOT_FOUND
    assert "There is no company" in answer.text
    assert "<b>acme" not in answer.text


def test_nothing_inline_and_nothing_of_others_is_allowed(product: Product) -> None:
    policy = httpx.get(product.url).headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
