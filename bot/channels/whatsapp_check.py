"""Asks WhatsApp itself whether the settings are right, and says what to do where they are not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.channels.whatsapp_graph import Graph
from bot.channels.whatsapp_refusals import NotTaken
from bot.settings import WhatsAppSettings

#: What a refusal of the Graph API says of the settings.
MEANINGS = {
    "190": (
        "WHATSAPP_TOKEN is not valid any more. Make a new one for a system user (Meta Business "
        "Suite, Settings, System users) that never expires."
    ),
    "10": "WHATSAPP_TOKEN lacks the right whatsapp_business_messaging. Make one that has it.",
    "200": "WHATSAPP_TOKEN lacks the right whatsapp_business_messaging. Make one that has it.",
    "100": (
        "WhatsApp knows no such number for this token and this app. Compare WHATSAPP_NUMBERS with "
        "the phone number id in the App Dashboard (WhatsApp, API setup), and WHATSAPP_APP_SECRET "
        "with the one of the same app (App settings, Basic)."
    ),
}
OFF = (
    "none of its settings is set, so the door is closed. Set WHATSAPP_APP_SECRET, "
    "WHATSAPP_VERIFY_TOKEN, WHATSAPP_TOKEN, WHATSAPP_API_BASE and WHATSAPP_NUMBERS."
)


@dataclass(frozen=True)
class Check:
    """One thing that was looked at: what, whether it is right, and in words."""

    what: str
    is_right: bool
    words: str


async def check_whatsapp(
    settings: WhatsAppSettings | None, merchants: Sequence[str]
) -> list[Check]:
    """Return what was found, one check a setting and a number.

    Args:
        settings: None where the door is closed.
        merchants: the ids that there are policies for.
    """
    if settings is None:
        return [Check("WhatsApp", is_right=False, words=OFF)]
    checks = [_check_base(settings.api_base)]
    graph = Graph(settings)
    try:
        for number, merchant in settings.numbers.items():
            checks.append(_check_merchant(number, merchant, merchants))
            checks.append(await _check_number(graph, number))
    finally:
        await graph.close()
    return checks


def _check_base(base: str) -> Check:
    if re.search(r"/v[0-9]+[.][0-9]+$", base):
        return Check("WHATSAPP_API_BASE", is_right=True, words=base)
    words = f"'{base}' ends with no version. Write https://graph.facebook.com/v25.0."
    return Check("WHATSAPP_API_BASE", is_right=False, words=words)


def _check_merchant(number: str, merchant: str, merchants: Sequence[str]) -> Check:
    if merchant in merchants:
        return Check(f"WHATSAPP_NUMBERS {number}", is_right=True, words=f"belongs to {merchant}")
    words = f"'{merchant}' has no policies. Use one of {', '.join(merchants)}."
    return Check(f"WHATSAPP_NUMBERS {number}", is_right=False, words=words)


async def _check_number(graph: Graph, number: str) -> Check:
    what = f"number {number}"
    try:
        about = await graph.about_number(number)
    except NotTaken as refused:
        words = MEANINGS.get(refused.code, f"WhatsApp answered: {refused}")
        return Check(what, is_right=False, words=words)
    named = [about.get("display_phone_number"), about.get("verified_name")]
    return Check(what, is_right=True, words=", ".join(filter(None, named)) or "known to WhatsApp")
