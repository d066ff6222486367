"""A real Chromium: the machine's own, else the one that `playwright install chromium` put there."""

from __future__ import annotations

import os
import shutil
from typing import Any

from playwright.async_api import Browser, Playwright

DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
#: As Playwright's own description of a Pixel 5, which sets touch and the density of pixels too.
PHONE: dict[str, Any] = {
    "viewport": {"width": 393, "height": 727},
    "device_scale_factor": 2.75,
    "is_mobile": True,
    "has_touch": True,
}


async def launch(playwright: Playwright) -> Browser:
    """Start it headless; its sandbox is off only where root leaves no other way."""
    return await playwright.chromium.launch(
        executable_path=shutil.which("chromium"),
        args=["--no-sandbox"] if os.geteuid() == 0 else [],
    )
