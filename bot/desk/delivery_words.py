"""Why words did not reach a customer, as staff read it.

WhatsApp's codes:
https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes
"""

from __future__ import annotations

from collections.abc import Mapping

REASONS: Mapping[str, str] = {
    "100": "WhatsApp could not read it",
    "130472": "WhatsApp held it back in an experiment of its own",
    "131026": "this number cannot get messages on WhatsApp now",
    "131030": "this number is not among those that the company may write to while it is testing",
    "131047": "the customer last wrote more than 24 hours ago",
    "131049": "WhatsApp held it back so that the customer does not get too many messages",
    "131050": "the customer wants no advertising from the company",
    "131051": "WhatsApp does not know this kind of message",
    "131053": "WhatsApp could not take the file in it",
    "132000": "the approved message was not filled in as WhatsApp has it",
    "132001": "WhatsApp has not approved this message in this language",
    "132015": "WhatsApp has paused this approved message",
    "132016": "WhatsApp has switched this approved message off",
}


def undelivered_words(error: object) -> str:
    """Return why, without a full stop; of a code without words here, the code itself."""
    if not error:
        return "the channel refused it"
    return REASONS.get(str(error)) or f"WhatsApp refused it ({error})"
