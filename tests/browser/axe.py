"""What axe-core finds wrong with a page, in shadow roots too: WCAG A, AA, best practices."""

from __future__ import annotations

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page


async def violations(page: Page) -> list[str]:
    """Return one line a violation: the rule, what it asks for, and the elements; [] is well."""
    found = (await Axe().run(page)).response["violations"]
    return [
        f"{one['id']}: {one['help']}: {', '.join(str(node['target']) for node in one['nodes'])}"
        for one in found
    ]
