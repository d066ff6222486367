"""What a verb says as the customer reads it, where no message is answered: without Rasa."""

from __future__ import annotations

from bot.cases.steps import Said
from bot.policy.merchant import Merchant
from bot.policy.words import possessive
from bot.triage.replies import Replies
from bot.triage.turn import Say
from bot.values.ids import new_id


def in_words(replies: Replies, say: Say, merchant: Merchant | None) -> Said:
    """Return one response with its values and its buttons, each behind an opaque id."""
    text = replies.text(say)
    buttons = [
        {"id": new_id("b"), "title": button.title, "means": button.means}
        for button in (*replies.buttons_of(say.response), *say.buttons)
    ]
    return Said(possessive(text, merchant.name) if merchant else text, buttons)
