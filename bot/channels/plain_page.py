"""The plain page at `/plain`: a conversation in ordinary HTML, without a line of JavaScript.

Who writes is known by a cookie of 128 random bits, which the server makes and no page can read.
It is made before the first message, so that a double click on the first "Send" is one sender's.
It is `Lax`, so that a link on the company's website leads back to the same conversation; forms
of other sites are refused by their origin.
"""

from __future__ import annotations

import hashlib
import logging
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.cases.case import Message
from bot.cases.inbox import Inbound
from bot.channels.door import Door
from bot.policy.merchant import Merchant

log = logging.getLogger(__name__)

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
#: What the page says above the form, by the `note` in its address.
NOTES = {
    "empty": "Nothing was written yet. Please write your message, then press Send.",
    "ended": "This chat has ended on this computer. You can begin a new one here.",
}


@dataclass(frozen=True)
class Form:
    """What one form brought; `merchant` is the company whose page it is, if it is one's."""

    text: str
    button: str
    merchant: str | None
    chosen: str | None
    form_id: str | None

    @property
    def words(self) -> str:
        """What was pressed, or else what was typed."""
        return self.button or self.text

    def message_id(self) -> str | None:
        """Name what was sent, so that the same words of the same form are stored once.

        Other words are another message, also when a browser went back to an old form.
        """
        if not self.form_id:
            return None
        return hashlib.sha256(f"{self.form_id}\n{self.words}".encode()).hexdigest()


def plain_page(door: Door, merchants: Sequence[Merchant]) -> Blueprint:
    """Build the page's blueprint.

    Args:
        door: answers the messages.
        merchants: the companies to choose from where `?merchant=` names none.
    """
    blueprint = Blueprint("page")
    template = _template()
    css = (HERE / "static" / "plain.css").read_text(encoding="utf-8")
    companies = {merchant.id: merchant.name for merchant in merchants}

    def page(said: Sequence[Message], merchant: str | None, **more: str) -> str:
        return str(
            template.render(
                said=[_shown(message) for message in said],
                companies=companies,
                merchant=merchant,
                longest=LONGEST,
                form_id=secrets.token_urlsafe(16),
                **{"note": "", "text": "", **more},
            )
        )

    @blueprint.get("/plain")
    async def show(request: Request) -> HTTPResponse:
        sender = request.cookies.get(COOKIE)
        said = await door.conversation(CHANNEL, sender) if sender else []
        if said:
            await door.deliver(CHANNEL, sender, _shown_on_page)
        merchant = _known(request.args.get("merchant"), companies)
        note = NOTES.get(request.args.get("note", ""), "")
        answer = response.html(page(said, merchant, note=note), headers=HEADERS)
        return answer if sender else _remember(answer, request, _new_sender())

    @blueprint.post("/plain/say")
    async def say(request: Request) -> HTTPResponse:
        if not _is_from_here(request):
            return response.text("Please write on the page itself.", status=403)
        form = _form(request, companies)
        if not form.words.strip():
            return _back_to_page(form.merchant, "empty")
        sender = request.cookies.get(COOKIE) or _new_sender()
        try:
            await door.receive(_inbound(form, sender))
        except Exception:
            log.exception("a message could not be recorded")
            sorry = page([], form.merchant, note=door.not_recorded(), text=form.text)
            return response.html(sorry, status=503, headers=HEADERS)
        await door.deliver(CHANNEL, sender, _shown_on_page)
        return _remember(_back_to_page(form.merchant), request, sender)

    @blueprint.post("/plain/leave")
    async def leave(request: Request) -> HTTPResponse:
        """Forget who wrote, for the next person at a shared computer."""
        if not _is_from_here(request):
            return response.text("Please write on the page itself.", status=403)
        answer = _back_to_page(_form(request, companies).merchant, "ended")
        del answer.cookies[COOKIE]
        return answer

    @blueprint.get("/plain.css")
    async def style(_: Request) -> HTTPResponse:
        return response.text(css, content_type="text/css", headers=HEADERS)

    return blueprint


def _template() -> Any:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined
    )
    return environment.get_template("plain.html")


def _form(request: Request, companies: dict[str, str]) -> Form:
    sent = request.form or {}
    return Form(
        text=sent.get("text", "")[:LONGEST],
        button=sent.get("button", "")[:LONGEST],
        merchant=_known(sent.get("merchant"), companies),
        chosen=_known(sent.get("company"), companies),
        form_id=sent.get("message_id"),
    )


def _known(merchant: str | None, companies: dict[str, str]) -> str | None:
    return merchant if merchant in companies else None


def _inbound(form: Form, sender: str) -> Inbound:
    return Inbound(
        channel=CHANNEL,
        sender=sender,
        text=form.words,
        at=datetime.now(timezone.utc),
        message_id=form.message_id(),
        merchant=form.merchant or form.chosen,
    )


def _new_sender() -> str:
    return secrets.token_urlsafe(16)


def _back_to_page(merchant: str | None, note: str | None = None) -> HTTPResponse:
    query = {"merchant": merchant, "note": note}
    given = urlencode({name: value for name, value in query.items() if value})
    return response.redirect(f"/plain{'?' if given else ''}{given}#end", status=303)


def _remember(answer: HTTPResponse, request: Request, sender: str) -> HTTPResponse:
    answer.cookies[COOKIE] = sender
    answer.cookies[COOKIE]["httponly"] = True
    answer.cookies[COOKIE]["samesite"] = "Lax"
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
