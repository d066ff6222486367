"""One running product, one Chromium and one shop for all browser tests.

Playwright's async API is used: its sync API leaves a loop running, in which no async test of the
same run could start.
"""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, BrowserContext, Page, async_playwright

from bot.demo import with_times
from tests.browser.chromium import DESKTOP, launch
from tests.browser.console import collect
from tests.browser.embedding import Shop
from tests.browser.twins import case_over_rest
from tests.browser.wire import Wire
from tests.journeys.product import ROOT, Product
from tests.journeys.signed import SETTING

#: Opens a page in a browser profile of its own: `await visit(PHONE, color_scheme="dark")`.
Visit = Callable[..., Awaitable[Page]]


@pytest.fixture(scope="session")
def shop() -> Iterator[Shop]:
    shop = Shop()
    yield shop
    shop.close()


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory, shop: Shop) -> Iterator[Product]:
    """The product with its demo and the twins; its companies let the shop show their chat."""
    folder = tmp_path_factory.mktemp("browser")
    policies = str(policies_for(shop, folder))
    product = Product(folder, POLICIES=policies, IDENTITY_SECRETS=SETTING)
    twins = folder / "twins.csv"
    text = (Path(__file__).parent / "twins.csv").read_text()
    twins.write_text(with_times(text, datetime.now(timezone.utc), "Asia/Manila"))
    imported = product.refunds("ledger", "import", str(twins))
    assert imported.returncode == 0, imported.stderr
    try:
        product.start()
        yield product
    finally:
        product.stop()


def policies_for(shop: Shop, folder: Path) -> Path:
    """Copy the policies and let the shop show every company's chat."""
    policies = folder / "policies"
    shutil.copytree(ROOT / "policies", policies)
    for path in policies.glob("*/merchant.yml"):
        text = path.read_text()
        allowed = text.replace("allowed_origins: []", f'allowed_origins: ["{shop.origin}"]')
        assert allowed != text, path
        path.write_text(allowed)
    return policies


@pytest.fixture(scope="session")
def rest_case(product: Product) -> dict[str, Any]:
    """What a whole refund over REST came to, for every other way in to be held to."""
    return case_over_rest(product)


@pytest.fixture
def wire(product: Product) -> Iterator[Wire]:
    wire = Wire(product.port)
    yield wire
    wire.cut()


@pytest.fixture
def wire_without_websockets(product: Product) -> Iterator[Wire]:
    wire = Wire(product.port, websockets=False)
    yield wire
    wire.cut()


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await launch(playwright)
        yield browser
        await browser.close()


@pytest.fixture
def console() -> list[str]:
    """What the browser complained of in the pages of this test."""
    return []


@pytest.fixture
async def visit(browser: Browser, console: list[str]) -> AsyncIterator[Visit]:
    opened: list[BrowserContext] = []

    async def open_page(device: dict[str, Any] = DESKTOP, **options: Any) -> Page:
        context = await browser.new_context(**{**device, **options})
        context.set_default_timeout(15_000)
        collect(context, console)
        opened.append(context)
        return await context.new_page()

    yield open_page
    for context in opened:
        await context.close()
