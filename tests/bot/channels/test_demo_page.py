"""The demo page where there is no demo."""

from __future__ import annotations

from pathlib import Path

import httpx
from sanic import Sanic

from bot.app import build
from bot.channels.demo_page import demo_page
from bot.settings import read_settings


async def test_in_production_it_leads_to_the_plain_page_and_shows_no_customer(
    tmp_path: Path,
) -> None:
    database = f"sqlite:///{tmp_path}/refunds.db"
    app = build(read_settings({"REFUNDS_MODE": "production", "DATABASE_URL": database}))
    web = Sanic("demo-page-in-production", configure_logging=False)
    web.blueprint(demo_page(app))
    await web._startup()
    transport = httpx.ASGITransport(app=web)
    async with httpx.AsyncClient(transport=transport, base_url="http://chat.example") as client:
        plain = await client.get("/")
        of_company = await client.get("/?merchant=iprog")
        css = await client.get("/demo.css")
    app.database.close()
    assert (plain.status_code, plain.headers["location"]) == (302, "/plain")
    assert of_company.headers["location"] == "/plain?merchant=iprog"
    assert css.status_code == httpx.codes.NOT_FOUND
