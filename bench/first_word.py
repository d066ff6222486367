"""How long a customer waits: from Enter in the chat to the first word of the answer on the screen.

In a real Chromium against the running product, beside the same sentences over REST in the same
run, so that what the browser and the sockets cost shows as a ratio.

python -m bench.first_word [--messages 100]
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
import time
from pathlib import Path

from playwright.async_api import Browser, async_playwright

from bench.turns import SENTENCES
from tests.browser.chromium import DESKTOP, launch
from tests.journeys.product import Product

#: So many a chat: nobody types more at once, and the chat would ask for a pause.
A_CHAT = 10
#: Notes when Enter is pressed, and when the next words of the assistant have been painted.
WATCH = """() => {
  const root = document.querySelector('refund-chat').shadowRoot;
  const log = root.querySelector('[role=log]');
  const answers = () => log.querySelectorAll('.line.bot').length;
  let pressed = null, before = 0;
  window.waited = [];
  root.querySelector('textarea').addEventListener('keydown', (event) => {
    if (event.key === 'Enter') { pressed = performance.now(); before = answers(); }
  }, true);
  new MutationObserver(() => {
    if (pressed === null || answers() <= before) return;
    const began = pressed;
    pressed = null;
    requestAnimationFrame(() => window.waited.push(performance.now() - began));
  }).observe(log, { childList: true, subtree: true });
}"""


async def in_a_chat(browser: Browser, url: str) -> list[float]:
    """Hold one short conversation; return the milliseconds to each answer's first word."""
    context = await browser.new_context(**DESKTOP)
    page = await context.new_page()
    await page.goto(f"{url}/?merchant=iprog")
    await page.locator("refund-chat").get_by_role("button").first.click()
    box = page.locator("refund-chat").get_by_role("textbox")
    await box.wait_for()
    await page.evaluate(WATCH)
    for number in range(A_CHAT):
        await box.fill(SENTENCES[number % len(SENTENCES)])
        await box.press("Enter")
        await page.wait_for_function("count => window.waited.length > count", arg=number)
    waited: list[float] = await page.evaluate("() => window.waited")
    await context.close()
    return waited


def over_rest(product: Product, messages: int) -> list[float]:
    """Post the same sentences; return the milliseconds to each whole answer."""
    waited = []
    for number in range(messages):
        began = time.perf_counter()
        product.post(f"bench-{number // A_CHAT}", SENTENCES[number % A_CHAT % len(SENTENCES)])
        waited.append((time.perf_counter() - began) * 1000)
    return waited


async def measure(product: Product, messages: int) -> tuple[list[float], list[float]]:
    """Return the milliseconds in the chat and over REST; the first conversations warm it up."""
    over_rest(product, A_CHAT)
    async with async_playwright() as playwright:
        browser = await launch(playwright)
        await in_a_chat(browser, product.url)
        chat = [
            ms for _ in range(messages // A_CHAT) for ms in await in_a_chat(browser, product.url)
        ]
        await browser.close()
    return chat, over_rest(product, messages)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=100)
    messages = max(A_CHAT, parser.parse_args().messages)
    with tempfile.TemporaryDirectory() as folder:
        product = Product(Path(folder))
        product.start()
        try:
            chat, rest = asyncio.run(measure(product, messages))
        finally:
            product.stop()
    print(f"{'':>16} {'p50 ms':>8} {'p95 ms':>8}   ({len(chat)} messages each)")
    for name, waited in (("chat, first word", chat), ("REST, whole", rest)):
        print(f"{name:>16} {statistics.median(waited):8.1f} {_p95(waited):8.1f}")
    print(f"chat against REST, p50: {statistics.median(chat) / statistics.median(rest):.2f}")


def _p95(waited: list[float]) -> float:
    return statistics.quantiles(waited, n=20)[-1]


if __name__ == "__main__":
    main()
