"""The demo page at `/`: a company's website with its chat, and demo customers to be.

In production there is no demo: `/` leads to the plain page.
"""

from __future__ import annotations

import asyncio
from datetime import datetime, timezone
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sanic import Blueprint, response
from sanic.exceptions import NotFound
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.app import App
from bot.cases.demo_ledger import demo_purchases_of
from bot.channels.demo_story import DemoStory, story
from bot.policy.merchant import Merchant

HERE = Path(__file__).parent

HEADERS = {
    # 'self' in connect-src holds for this host's websockets too (CSP 3); a browser that does not
    # know that yet falls back to long polling.
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self'; "
        "style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def demo_page(app: App) -> Blueprint:
    """Build the blueprint of the demo page; with production settings, of the way past it."""
    blueprint = Blueprint("demo")
    if app.settings.production:
        blueprint.add_route(_to_plain, "/")
        return blueprint
    template = _template()
    css = (HERE / "static" / "demo.css").read_text(encoding="utf-8")

    @blueprint.get("/")
    async def show(request: Request) -> HTTPResponse:
        merchants = _merchants(app)
        wanted = request.args.get("merchant")
        chosen = next((one for one in merchants if one.id == wanted), merchants[0])
        page = template.render(
            merchants=merchants,
            chosen=chosen,
            unknown=wanted if wanted and wanted != chosen.id else None,
            stories=await asyncio.to_thread(_stories, app, chosen),
            origin=f"{request.scheme}://{request.host}",
            emails_stay_here=not app.settings.smtp_url,
        )
        return response.html(
            page, status=200 if wanted in (None, chosen.id) else 404, headers=HEADERS
        )

    @blueprint.get("/demo.css")
    async def style(_: Request) -> HTTPResponse:
        return response.text(css, content_type="text/css", headers=HEADERS)

    @blueprint.get("/demo/<name:[a-z0-9_-]+[.]css>")
    async def colours(_: Request, name: str) -> HTTPResponse:
        """Give one company's colours, for everything of the class `in-<merchant>`."""
        merchant = app.book.merchants.get(name.removesuffix(".css"))
        if merchant is None:
            raise NotFound(f"There is no company '{name}'.")
        look = merchant.look
        rule = f".in-{merchant.id} {{ --colour: {look.colour}; --on-colour: {look.on_colour}; }}\n"
        return response.text(rule, content_type="text/css", headers=HEADERS)

    return blueprint


async def _to_plain(request: Request) -> HTTPResponse:
    merchant = request.args.get("merchant")
    return response.redirect(
        "/plain" + (f"?{urlencode({'merchant': merchant})}" if merchant else "")
    )


def _template() -> Any:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("demo.html")


def _merchants(app: App) -> list[Merchant]:
    """Return the companies; those whose own policy is known come first, then by name."""
    return sorted(
        app.book.merchants.values(), key=lambda one: (one.standing != "official", one.name)
    )


def _stories(app: App, merchant: Merchant) -> list[DemoStory]:
    now = datetime.now(timezone.utc)
    with app.database.reading() as session:
        return [story(one, merchant, now) for one in demo_purchases_of(session, merchant.id)]
