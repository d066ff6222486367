"""A conversation in the terminal, through the REST door of the running assistant."""

from __future__ import annotations

import uuid
from typing import Any

import httpx
from prompt_toolkit import PromptSession
from prompt_toolkit.patch_stdout import patch_stdout

from bot.errors import BadInput


def talk(address: str, merchant: str | None) -> None:
    """Send what is typed and print what is answered, until Ctrl-D.

    Args:
        address: where the chat process answers, such as "http://127.0.0.1:5005".
        merchant: the company's id, or None to be asked for it.

    Raises:
        BadInput: nothing answers at that address.
    """
    sender = f"terminal-{uuid.uuid4().hex[:12]}"
    session: PromptSession[str] = PromptSession("you> ")
    print("Write as a customer would. Ctrl-D ends the conversation.")  # noqa: T201 -- The terminal is the page.
    with httpx.Client(base_url=address, timeout=30) as client, patch_stdout():
        while True:
            try:
                text = session.prompt()
            except (EOFError, KeyboardInterrupt):
                return
            for said in send(client, sender, merchant, text):
                print(as_lines(said))  # noqa: T201 -- The same.


def send(
    client: httpx.Client, sender: str, merchant: str | None, text: str
) -> list[dict[str, Any]]:
    """Send one message and return what was answered, in Rasa's form."""
    metadata = {"message_id": uuid.uuid4().hex, **({"merchant": merchant} if merchant else {})}
    body = {"sender": sender, "message": text, "metadata": metadata}
    try:
        answer = client.post("/webhooks/rest/webhook", json=body)
    except httpx.TransportError as error:
        raise BadInput(f"Nothing answers at {client.base_url}. Start it with: make run") from error
    if answer.status_code != httpx.codes.OK:
        raise BadInput(f"The assistant answered {answer.status_code}: {answer.text}")
    said: list[dict[str, Any]] = answer.json()
    return said


def as_lines(said: dict[str, Any]) -> str:
    """Return a message as text, with its buttons below it."""
    buttons = [f"     [{button['title']}]" for button in said.get("buttons", [])]
    return "\n".join([f"bot> {said['text']}", *buttons])
