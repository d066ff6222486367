"""The plain page at `/`: a conversation in ordinary HTML, without a line of JavaScript.

Who writes is known by a cookie of 128 random bits, which the server makes and no page can read.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime, timezone
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.cases.case import Message
from bot.cases.inbox import Inbound
from bot.channels.door import Door
from bot.policy.merchant import Merchant

CHANNEL = "page"
COOKIE = "refunds_chat"
#: The longest text that the form sends, in characters; a browser holds to it, and we cut there.
LONGEST = 10_000
HERE = Path(__file__).parent

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    # With no-referrer a browser would name no origin with the form either.
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def plain_page(door: Door, merchants: Sequence[Merchant]) -> Blueprint:
    """Build the page's blueprint.

    Args:
        door: answers the messages.
        merchants: the companies to choose from before the first message.
    """
    blueprint = Blueprint("page")
    template = _template()
    css = (HERE / "static" / "page.css").read_text(encoding="utf-8")
    companies = {merchant.id: merchant.name for merchant in merchants}

    @blueprint.get("/")
    async def show(request: Request) -> HTTPResponse:
        sender = request.cookies.get(COOKIE)
        said = await door.conversation(CHANNEL, sender) if sender else []
        page = template.render(said=[_shown(m) for m in said], companies=companies)
        return response.html(page, headers=HEADERS)

    @blueprint.post("/say")
    async def say(request: Request) -> HTTPResponse:
        if not _is_from_here(request):
            return response.text("Please write on the page itself.", status=403)
        sender = request.cookies.get(COOKIE) or secrets.token_urlsafe(16)
        await door.receive(_inbound(request, sender, companies))
        await door.deliver(CHANNEL, sender, _shown_on_page)
        return _back_to_page(request, sender)

    @blueprint.post("/leave")
    async def leave(request: Request) -> HTTPResponse:
        """Forget who wrote, for the next person at a shared computer."""
        if not _is_from_here(request):
            return response.text("Please write on the page itself.", status=403)
        answer = response.redirect("/", status=303)
        del answer.cookies[COOKIE]
        return answer

    @blueprint.get("/page.css")
    async def style(_: Request) -> HTTPResponse:
        return response.text(css, content_type="text/css", headers=HEADERS)

    return blueprint


def _template() -> Any:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined
    )
    return environment.get_template("page.html")


def _inbound(request: Request, sender: str, companies: dict[str, str]) -> Inbound:
    form = request.form or {}
    merchant = form.get("merchant")
    return Inbound(
        channel=CHANNEL,
        sender=sender,
        text=(form.get("button") or form.get("text") or "")[:LONGEST],
        at=datetime.now(timezone.utc),
        message_id=form.get("message_id"),
        merchant=merchant if merchant in companies else None,
    )


def _back_to_page(request: Request, sender: str) -> HTTPResponse:
    answer = response.redirect("/#end", status=303)
    answer.cookies[COOKIE] = sender
    answer.cookies[COOKIE]["httponly"] = True
    answer.cookies[COOKIE]["samesite"] = "Strict"
    answer.cookies[COOKIE]["secure"] = request.scheme == "https"
    return answer


def _is_from_here(request: Request) -> bool:
    """Tell whether the form was sent from this page; browsers name the origin of every form."""
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.host


async def _shown_on_page(_: Sequence[Message]) -> None:
    """Nothing to hand over: the page shows the whole conversation."""


def _shown(message: Any) -> dict[str, Any]:
    return {
        "author": message.author,
        "text": message.text or "",
        "at": message.at,
        "buttons": message.buttons,
    }
