"""The Graph API of WhatsApp, as far as we use it: send, tick, upload, download."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import httpx

from bot.cases.whatsapp_senders import Ids
from bot.channels.whatsapp_refusals import NotTaken, broken, refusal
from bot.settings import WhatsAppSettings

#: How long one call may take, in seconds; connecting is quick or not at all.
SECONDS = httpx.Timeout(20.0, connect=5.0)
#: Files that customers send are at most so large; WhatsApp's own limit for documents is 100 MB.
LARGEST_FILE = 16 * 1024 * 1024
MOST_OPAQUE = 512


@dataclass(frozen=True)
class Fetched:
    """A file from WhatsApp: its bytes, and the digest that WhatsApp gives of them."""

    content: bytes
    sha256: str


class TooLarge(Exception):
    """A file is larger than what is kept."""


class Graph:
    """Calls the Graph API with the token of the settings, which stays out of every log."""

    def __init__(self, settings: WhatsAppSettings) -> None:
        self._base = settings.api_base
        self._proof = hmac.new(
            settings.app_secret.encode(), settings.token.encode(), hashlib.sha256
        ).hexdigest()
        self._web = httpx.AsyncClient(
            headers={"Authorization": f"Bearer {settings.token}"},
            timeout=SECONDS,
            limits=httpx.Limits(max_connections=20),
        )

    async def close(self) -> None:
        """Hang up."""
        await self._web.aclose()

    async def send(
        self, number_id: str, to: Ids, content: dict[str, Any], deliveries: Sequence[int]
    ) -> str:
        """Send one message; return what WhatsApp calls it.

        Args:
            number_id: from which of our numbers.
            to: the customer; the user id reaches them also where their number is hidden.
            content: `type` and what belongs to it.
            deliveries: come back in the message's statuses.

        Raises:
            NotTaken: it was not taken, or nobody knows.
        """
        body = {
            "messaging_product": "whatsapp",
            "recipient_type": "individual",
            **_recipient(to),
            **content,
            "biz_opaque_callback_data": _opaque(deliveries),
        }
        answer = await self._post(f"{number_id}/messages", json=body)
        try:
            return str(answer.json()["messages"][0]["id"])
        except (ValueError, LookupError, TypeError) as error:
            raise NotTaken("no id", "doubt") from error

    async def mark_read(self, number_id: str, wamid: str, *, typing: bool) -> None:
        """Show two blue ticks at a message, and that an answer is being written.

        Raises:
            NotTaken: it was not taken.
        """
        body: dict[str, Any] = {
            "messaging_product": "whatsapp",
            "status": "read",
            "message_id": wamid,
        }
        if typing:
            body["typing_indicator"] = {"type": "text"}
        await self._post(f"{number_id}/messages", json=body)

    async def upload(self, number_id: str, name: str, content: bytes, media_type: str) -> str:
        """Upload a file to be sent; return its id.

        Raises:
            NotTaken: it was not taken.
        """
        answer = await self._post(
            f"{number_id}/media",
            data={"messaging_product": "whatsapp", "type": media_type},
            files={"file": (name, content, media_type)},
        )
        try:
            return str(answer.json()["id"])
        except (ValueError, LookupError, TypeError) as error:
            raise NotTaken("no id", "later") from error

    async def fetch(self, number_id: str, media_id: str) -> Fetched:
        """Fetch a file that a customer sent; its address lives five minutes.

        Raises:
            NotTaken: it cannot be had, or not now.
            TooLarge: it is larger than what is kept.
        """
        about = await self._get(f"{self._base}/{media_id}", {"phone_number_id": number_id})
        described = about.json()
        if int(described.get("file_size") or 0) > LARGEST_FILE:
            raise TooLarge
        content = await self._download(str(described["url"]))
        return Fetched(content, str(described.get("sha256") or ""))

    async def about_number(self, number_id: str) -> dict[str, Any]:
        """Return what WhatsApp knows of one of our numbers; it checks the app's secret as well.

        Raises:
            NotTaken: the number is unknown, or the token may not see it.
        """
        fields = {
            "fields": "display_phone_number,verified_name",
            "appsecret_proof": self._proof,
        }
        answer = await self._get(f"{self._base}/{number_id}", fields)
        about: dict[str, Any] = answer.json()
        return about

    async def _post(self, path: str, **given: Any) -> httpx.Response:
        try:
            answer = await self._web.post(f"{self._base}/{path}", **given)
        except httpx.TransportError as error:
            raise broken(error) from error
        if answer.is_success:
            return answer
        raise refusal(answer)

    async def _get(self, url: str, params: dict[str, str]) -> httpx.Response:
        try:
            answer = await self._web.get(url, params=params)
        except httpx.TransportError as error:
            raise NotTaken(type(error).__name__, "later") from error
        if answer.is_success:
            return answer
        raise refusal(answer)

    async def _download(self, url: str) -> bytes:
        """Read no more than what is kept, whatever the file says of its size."""
        content = bytearray()
        try:
            async with self._web.stream("GET", url) as answer:
                if not answer.is_success:
                    await answer.aread()
                    raise refusal(answer)
                async for chunk in answer.aiter_bytes():
                    content += chunk
                    if len(content) > LARGEST_FILE:
                        raise TooLarge
        except httpx.TransportError as error:
            raise NotTaken(type(error).__name__, "later") from error
        return bytes(content)


def digest_of(content: bytes) -> str:
    """Return the digest of a file's bytes, as WhatsApp gives it."""
    return hashlib.sha256(content).hexdigest()


def _recipient(to: Ids) -> dict[str, str]:
    """Name the customer by both ids: the number counts where WhatsApp still takes it."""
    named = {"to": to.wa_id, "recipient": to.user_id}
    return {name: value for name, value in named.items() if value}


def _opaque(deliveries: Sequence[int]) -> str:
    data = ".".join(map(str, deliveries))
    return data if len(data) <= MOST_OPAQUE else data[:MOST_OPAQUE].rpartition(".")[0]
