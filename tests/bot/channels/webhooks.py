"""What Meta's servers do: they sign and post what customers write on WhatsApp."""

from __future__ import annotations

import hashlib
import hmac
import itertools
import json
import time
from pathlib import Path
from typing import Any

import httpx

from tests.bot.channels.fake_graph import NUMBER, SECRET

PAYLOADS = Path(__file__).parent / "whatsapp_payloads"
PATH = "/webhooks/whatsapp/webhook"
_numbers = itertools.count(1)


def payload(name: str) -> dict[str, Any]:
    """Return a webhook as Meta documents it."""
    body: dict[str, Any] = json.loads((PAYLOADS / f"{name}.json").read_text(encoding="utf-8"))
    return body


def signature(body: bytes, secret: str = SECRET) -> str:
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def post(url: str, body: Any, secret: str = SECRET, timeout: float = 30) -> httpx.Response:
    """Post a webhook with its signature."""
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    headers = {"X-Hub-Signature-256": signature(raw, secret), "Content-Type": "application/json"}
    return httpx.post(url + PATH, content=raw, headers=headers, timeout=timeout)


def new_wamid() -> str:
    return f"wamid.test{next(_numbers)}-{time.monotonic_ns()}"


class Customer:
    """Somebody with WhatsApp: known by a number, a user id, or both."""

    def __init__(
        self,
        wa_id: str | None = None,
        user_id: str | None = None,
        number: str = NUMBER,
    ) -> None:
        self.wa_id = wa_id
        self.user_id = user_id
        self.number = number

    @property
    def sender(self) -> str:
        return str(self.user_id or self.wa_id)

    def message(self, kind: str, given: Any, wamid: str | None = None, **more: Any) -> Any:
        ids = {"from": self.wa_id, "from_user_id": self.user_id}
        about = {"id": wamid or new_wamid(), "timestamp": str(int(time.time()))}
        return {
            **{name: value for name, value in ids.items() if value},
            **about,
            "type": kind,
            kind: given,
            **more,
        }

    def contact(self) -> dict[str, Any]:
        ids = {"wa_id": self.wa_id, "user_id": self.user_id}
        known = {name: value for name, value in ids.items() if value}
        return {"profile": {"name": "Ana"}, **known}

    def webhook(self, *messages: Any) -> dict[str, Any]:
        return webhook(self.number, {"contacts": [self.contact()], "messages": list(messages)})

    def text(self, words: str, wamid: str | None = None) -> dict[str, Any]:
        return self.webhook(self.message("text", {"body": words}, wamid))

    def press(self, button: str, title: str, kind: str = "button_reply") -> dict[str, Any]:
        given = {"type": kind, kind: {"id": button, "title": title}}
        return self.webhook(self.message("interactive", given))

    def photo(self, media_id: str, sha256: str, caption: str | None = None) -> dict[str, Any]:
        given = {"id": media_id, "mime_type": "image/jpeg", "sha256": sha256}
        return self.webhook(
            self.message("image", {**given, **({"caption": caption} if caption else {})})
        )


def webhook(number: str, value: dict[str, Any]) -> dict[str, Any]:
    metadata = {"display_phone_number": "15550783881", "phone_number_id": number}
    whole = {"messaging_product": "whatsapp", "metadata": metadata, **value}
    change = {"value": whole, "field": "messages"}
    return {
        "object": "whatsapp_business_account",
        "entry": [{"id": "102290129340398", "changes": [change]}],
    }


def status(wamid: str, what: str, code: int | None = None, opaque: str = "") -> dict[str, Any]:
    """Return the webhook that tells what became of a message that we sent."""
    given: dict[str, Any] = {"id": wamid, "status": what, "timestamp": str(int(time.time()))}
    if code is not None:
        given["errors"] = [{"code": code, "title": "As the test asked"}]
    if opaque:
        given["biz_opaque_callback_data"] = opaque
    return webhook(NUMBER, {"statuses": [given]})
