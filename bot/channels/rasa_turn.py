"""What a door asks of Rasa: the words that answer one turn."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Protocol

from rasa.core.channels.channel import OutputChannel, UserMessage

from bot.cases.steps import Said
from bot.policy.words import possessive
from bot.triage.meaning import intent_of
from bot.triage.take_facts import named_companies
from bot.triage.turn import Turn, begin
from bot.understand.email_edit import read_email_edit, says_send
from bot.understand.plain_text import plain_text
from bot.understand.terms import term_asked
from bot.values.ids import new_id, references_in, without_references

#: The open questions at which an email lies ready to be sent.
SENDING = ("need", "file", "send_later")
#: An answer of so few words says the company's name and wishes nothing besides.
SHORT = 4
#: An answer of so many words is a line for the email, and no yes or no.
SHORTEST_LINE = 3
#: The zone in which times are read until the company is known; then they are read again.
NO_ZONE = "UTC"


class RasaAgent(Protocol):
    """What is needed of Rasa's agent."""

    async def handle_message(self, message: UserMessage) -> Any:
        """Answer one message through the message's own output channel."""


class TurnOutput(OutputChannel):
    """Collects what Rasa says in one turn: whole texts, with buttons behind opaque ids."""

    def __init__(self) -> None:
        self.said: list[Said] = []

    @classmethod
    def name(cls) -> str:
        """Return the channel's name, by which Rasa would choose variants of a response."""
        return "door"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:  # noqa: ARG002 -- Rasa passes it.
        """Keep one thing said."""
        buttons = [
            {"id": new_id("b"), "title": button["title"], "means": button["payload"]}
            for button in message.get("buttons") or []
        ]
        self.said.append(Said(message["text"], buttons))


async def ask_rasa(agent: RasaAgent, turn: Turn) -> list[Said]:
    """Return Rasa's words for this turn; what Rasa raises, this raises."""
    begin(turn)
    output = TurnOutput()
    await agent.handle_message(
        UserMessage(
            plain_text(turn.message.text or ""),
            output,
            turn.case.ref,
            metadata=_circumstances(turn),
        )
    )
    return [_with_possessive(said, turn) for said in output.said]


def _with_possessive(said: Said, turn: Turn) -> Said:
    """Write a name that ends in an s as it is written before what belongs to it."""
    name = turn.merchant.name if turn.merchant else ""
    return replace(said, text=possessive(said.text, name)) if name else said


def _circumstances(turn: Turn) -> dict[str, Any]:
    """Return what the words are to be read by; the keys are those of bot/nlu."""
    zone = turn.merchant.zone if turn.merchant else NO_ZONE
    return {
        "now": turn.message.at.isoformat(),
        "zone": zone,
        "expecting": turn.asked_fact(),
        "intent": _known_intent(turn),
    }


def _known_intent(turn: Turn) -> str | None:
    """Return the intent where the door knows better than a model that reads the words alone."""
    text = turn.message.text or ""
    if turn.pressed:
        return intent_of(turn.pressed)
    if not any(map(str.isalnum, text)):
        return "out_of_scope"
    if references_in(text) and len(without_references(text).split()) <= SHORT:
        return "check_refund_status"
    return _from_policy(turn, text) or _from_email(turn, text)


def _from_policy(turn: Turn, text: str) -> str | None:
    """To the model a company's name and the words of its trade are unknown words."""
    if turn.merchant and term_asked(text, turn.merchant.terms):
        return "ask_meaning"
    if turn.is_asking("company") and len(text.split()) <= SHORT and named_companies(turn):
        return "inform"
    return None


def _from_email(turn: Turn, text: str) -> str | None:
    """Once there is an email to change, what follows "add that" can be anything."""
    if turn.case.decision and read_email_edit(text):
        return "edit_email"
    if any(map(turn.is_asking, SENDING)) and says_send(text):
        return "file_now"
    if turn.is_asking("edit") and len(text.split()) >= SHORTEST_LINE:
        return "inform"
    return None
