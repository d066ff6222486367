"""What a website needs before the first word: the widget's script and a merchant's look."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path
from typing import Any

from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.app import App
from bot.channels.origins import may_show
from bot.channels.widget import LONGEST
from bot.policy.merchant import Merchant
from bot.triage.turn import Say

STATIC = Path(__file__).parent / "static"
#: A new version reaches every website within five minutes.
FIVE_MINUTES = "public, max-age=300"


def widget_pages(app: App) -> Blueprint:
    """Build the blueprint of `/chat.js`, its licences, and each merchant's look and picture."""
    blueprint = Blueprint("widget")
    script = (STATIC / "chat.js").read_bytes()
    licences = (STATIC / "chat.licences.txt").read_bytes()
    packed = gzip.compress(script, mtime=0)
    tag = f'"{hashlib.sha256(script).hexdigest()[:32]}"'

    @blueprint.get("/chat.js")
    async def chat_js(request: Request) -> HTTPResponse:
        headers = {**_OPEN, "ETag": tag, "Vary": "Accept-Encoding"}
        if request.headers.get("if-none-match") == tag:
            return response.empty(304, headers=headers)
        body = script
        if "gzip" in request.headers.get("accept-encoding", ""):
            body, headers["Content-Encoding"] = packed, "gzip"
        return response.raw(body, content_type="text/javascript; charset=utf-8", headers=headers)

    @blueprint.get("/chat.licences.txt")
    async def chat_licences(_: Request) -> HTTPResponse:
        return response.raw(licences, content_type="text/plain; charset=utf-8", headers=_OPEN)

    @blueprint.get("/chat/<merchant_id:str>/look.json")
    async def look(request: Request, merchant_id: str) -> HTTPResponse:
        merchant = app.book.merchants.get(merchant_id)
        if merchant is None:
            return response.json({"error": "No company has that name."}, status=404)
        origin = request.headers.get("origin")
        if not may_show(merchant, origin, request.host):
            error = "This website may not show the chat: see `allowed_origins` in merchant.yml."
            return response.json({"error": error}, status=403)
        headers = {"Cache-Control": "no-cache", "Vary": "Origin", **_NO_SNIFF}
        if origin is not None:
            headers["Access-Control-Allow-Origin"] = origin
        return response.json(look_of(app, merchant), headers=headers)

    @blueprint.get("/chat/<merchant_id:str>/avatar.svg")
    async def avatar(_: Request, merchant_id: str) -> HTTPResponse:
        merchant = app.book.merchants.get(merchant_id)
        path = _avatar(app, merchant) if merchant else None
        if path is None:
            return response.text("No company has that name.", status=404)
        # As a picture it runs nothing; opened by itself it shall not either.
        headers = {**_OPEN, "Content-Security-Policy": "default-src 'none'; style-src 'none'"}
        return response.raw(path.read_bytes(), content_type="image/svg+xml", headers=headers)

    return blueprint


_NO_SNIFF = {"X-Content-Type-Options": "nosniff"}
#: Of what every website may show.
_OPEN = {
    **_NO_SNIFF,
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Cache-Control": FIVE_MINUTES,
}


def look_of(app: App, merchant: Merchant) -> dict[str, Any]:
    """Return how a merchant's chat looks and what it says first."""
    look = merchant.look
    has_avatar = _avatar(app, merchant) is not None
    starters = app.replies.buttons_of("utter_chat_about")
    return {
        "merchant": merchant.id,
        "company": merchant.name,
        "assistant": look.assistant,
        "colour": look.colour,
        "on_colour": look.on_colour,
        "avatar": f"/chat/{merchant.id}/avatar.svg" if has_avatar else None,
        "greeting": look.greeting,
        "about": app.replies.text(Say("utter_chat_about", {"merchant": merchant.name})),
        "starters": [button.title for button in starters],
        "longest": LONGEST,
    }


def _avatar(app: App, merchant: Merchant) -> Path | None:
    if merchant.look.avatar is None:
        return None
    path = app.settings.policies / merchant.id / merchant.look.avatar
    return path if path.is_file() else None
