"""The door to WhatsApp: `GET` and `POST /webhooks/whatsapp/webhook` of the Cloud API.

A webhook is believed by its signature over the raw body, stored in one short transaction and
answered; everything else comes afterwards, from what was stored (`whatsapp_work.py`), also after
the process died. Rasa has no channel for WhatsApp.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
from datetime import datetime, timezone
from typing import Any

from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.app import App
from bot.cases.case import Case, Message
from bot.channels.door import Besides, Door
from bot.channels.whatsapp_events import read_events
from bot.channels.whatsapp_graph import Graph
from bot.channels.whatsapp_inbox import WhatsAppInbox
from bot.channels.whatsapp_work import WhatsAppWork
from bot.settings import WhatsAppSettings
from bot.triage.attach_emails import attach_emails

log = logging.getLogger(__name__)

#: WhatsApp's bodies are at most 3 MB (webhook overview, "Payload size").
LARGEST = 3 * 1024 * 1024
SIGNED_BY = "sha256="


def connect_whatsapp(app: App, door: Door, web: Sanic) -> WhatsAppWork | None:
    """Open the door to WhatsApp where its settings are there; return what works behind it."""
    settings = app.settings.whatsapp
    if settings is None:
        return None
    work = WhatsAppWork(app, door, Graph(settings))
    web.blueprint(whatsapp_door(app, settings, work))
    return work


def emails_as_files(app: App) -> Besides:
    """Return what the door does on WhatsApp besides answering: the email goes along as a file."""

    def attach(session: Any, case: Case, to: Message, at: datetime) -> None:
        attach_emails(app.book, app.replies, session, case, to, at)

    return attach


def whatsapp_door(app: App, settings: WhatsAppSettings, work: WhatsAppWork) -> Blueprint:
    """Build the blueprint of the webhook.

    Args:
        app: what every door works with.
        settings: the secrets and numbers.
        work: is woken when something was stored.
    """
    blueprint = Blueprint("whatsapp", url_prefix="/webhooks/whatsapp")
    inbox = WhatsAppInbox(app, work.wake)

    @blueprint.get("/webhook")
    async def verify(request: Request) -> HTTPResponse:
        given = {name: _first(request, f"hub.{name}") for name in ("mode", "verify_token")}
        is_right = _is_same(given["verify_token"], settings.verify_token)
        if given["mode"] != "subscribe" or not is_right:
            return response.text("The verify token is another one.", status=403)
        return response.text(_first(request, "hub.challenge"))

    @blueprint.post("/webhook", stream=True)
    async def take(request: Request) -> HTTPResponse:
        with work.way.coming():
            return await answer(request)

    async def answer(request: Request) -> HTTPResponse:
        body = await _body(request)
        if body is None:
            return response.text("The body is too large.", status=413)
        if not is_signed(body, request.headers.get("X-Hub-Signature-256"), settings.app_secret):
            return response.text("The signature is not the app's.", status=401)
        events = read_events(_json(body), settings.numbers, datetime.now(timezone.utc))
        try:
            await inbox.store(events)
        except Exception:
            log.exception("what WhatsApp reported could not be stored; it will repeat it")
            return response.text("Please send this again.", status=503)
        return response.text("")

    return blueprint


def is_signed(body: bytes, signature: str | None, secret: str) -> bool:
    """Tell whether the app's secret signed these very bytes."""
    digest = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return _is_same(signature or "", SIGNED_BY + digest)


def _is_same(one: str, other: str) -> bool:
    """Compare in a time that tells nothing of how much is right."""
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode("utf-8", "replace"))


async def _body(request: Request) -> bytes | None:
    """Read the raw body; None where it is too large, of which no more is read."""
    length = request.headers.get("content-length", "")
    if length.isdigit() and int(length) > LARGEST:
        return None
    body = bytearray()
    while (chunk := await request.stream.read()) is not None:
        body += chunk
        if len(body) > LARGEST:
            return None
    return bytes(body)


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        log.warning("WhatsApp signed a body that is no JSON; it is left")
        return None


def _first(request: Request, name: str) -> str:
    return str(request.args.get(name) or "")
