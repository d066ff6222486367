"""Collects all that a browser complains of, so that a test can say that there was nothing."""

from __future__ import annotations

from playwright.async_api import BrowserContext, ConsoleMessage


def collect(context: BrowserContext, into: list[str]) -> None:
    """Write every console message and every uncaught error of all pages to come into a list."""

    def message(one: ConsoleMessage) -> None:
        into.append(f"{one.type}: {one.text} ({one.location.get('url', '')})")

    context.on("console", message)
    context.on("weberror", lambda error: into.append(f"uncaught: {error.error}"))
