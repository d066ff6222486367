"""Read `merchant.yml`: who the company is, where requests go, what is said after a decision."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.policy.chat_look import read_chat_look
from bot.policy.facts import FACTS
from bot.policy.faults import Faults
from bot.policy.file_schema import MERCHANT_SCHEMA
from bot.policy.merchant import Merchant
from bot.policy.message_template import MessageTemplate
from bot.policy.read_clause import ClauseReader
from bot.policy.read_hours import read_hours
from bot.policy.yaml_lines import LinedYaml

_TEXTS = ("hours", "in_short", "how_long", "rights", "how_to_cancel")
_REQUIRED = ("id", "name", "zone", "zone_words", "currency", "country", "standing")


def read_merchant(faults: Faults, lined: LinedYaml, folder: str) -> Merchant | None:
    """Read a merchant; None where something that it needs is missing."""
    data: dict[str, Any] = lined.data
    _check_names(faults, lined, folder)
    _check_urgent(faults, lined)
    hours = read_hours(faults, lined)
    templates = _templates(faults, lined)
    reader = ClauseReader(faults, lined, None)
    following = data.get("next", {})
    for outcome, words in following.items():
        reader.check_words(words, ("next", outcome))
    needs: dict[str, list[str]] = data.get("email_needs", {})
    if any(key not in data for key in MERCHANT_SCHEMA["required"]):
        return None
    return Merchant(
        **{key: data[key] for key in _REQUIRED},
        **{key: str(data.get(key, "")).strip() for key in _TEXTS},
        open=hours,
        answer_within=data["answer_within"],
        products=data["products"],
        payments=data.get("payments", {}),
        also_known_as=tuple(data.get("also_known_as", ())),
        email_to=data.get("email_to"),
        desk_to=data.get("desk_to"),
        email_needs={product: tuple(names) for product, names in needs.items()},
        terms=_terms(data),
        urgent_subject=data.get("urgent_subject"),
        urgent_within_hours=data.get("urgent_within_hours"),
        look=read_chat_look(data.get("chat", {})),
        templates=templates,
        next_words={outcome: words.strip() for outcome, words in following.items()},
    )


def _terms(data: Mapping[str, Any]) -> dict[str, str]:
    """Give each spelling of a term its words; what the schema found faulty is left out."""
    whole = [term for term in data.get("terms", ()) if term and {"names", "words"} <= term.keys()]
    return {name: term["words"].strip() for term in whole for name in term["names"]}


def _templates(faults: Faults, lined: LinedYaml) -> tuple[MessageTemplate, ...]:
    """Read WhatsApp's templates; what the schema found faulty is left out."""
    given = (lined.data.get("whatsapp") or {}).get("templates") or ()
    whole = [each for each in given if each and {"name", "language", "words"} <= each.keys()]
    templates = tuple(
        MessageTemplate(each["name"], each["language"], each["words"].strip()) for each in whole
    )
    for template in templates:
        for fault in template.faults():
            faults.add(lined.line(("whatsapp", "templates")), fault)
    return templates


def _check_urgent(faults: Faults, lined: LinedYaml) -> None:
    pair = ("urgent_subject", "urgent_within_hours")
    given = [key for key in pair if key in lined.data]
    if len(given) == 1:
        missing = next(key for key in pair if key not in given)
        faults.add(
            lined.line((given[0],)), f"Key '{missing}' is missing beside '{given[0]}'. Add it."
        )


def _check_names(faults: Faults, lined: LinedYaml, folder: str) -> None:
    named = lined.data.get("id")
    if named is not None and named != folder:
        faults.add(
            lined.line(("id",)), f"The id is '{named}', the folder '{folder}'. Make them one."
        )
    for product, names in lined.data.get("email_needs", {}).items():
        for name in (name for name in names if name is not None and name not in FACTS):
            faults.add(
                lined.line(("email_needs", product)),
                f"Fact '{name}' is unknown. Use one of: {', '.join(FACTS)}.",
            )
