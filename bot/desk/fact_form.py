"""The form in which a member of staff enters a fact, and how what they typed is read.

Money and counts may be typed with commas; a time is the company's own, as the form says.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.cases.case import Case
from bot.desk.moments import zone_of
from bot.errors import BadInput
from bot.policy.fact_words import CHOICES, label_of
from bot.policy.facts import FACTS, MOST
from bot.policy.merchant import Merchant

_HINTS = {
    "decimal": "An amount, such as 1000.00",
    "count": "A whole number",
    "texts": "One note; several with a semicolon between them",
}


@dataclass(frozen=True)
class FactForm:
    """One fact to be entered: its kind of field, what it may be, and what it is now."""

    name: str
    label: str
    kind: str
    hint: str
    choices: tuple[tuple[str, str], ...]
    sources: tuple[tuple[str, str], ...]
    now: str


def fact_form(name: str, case: Case, merchant: Merchant | None) -> FactForm | None:
    """Return the form for a fact; None for a name that is none."""
    spec = FACTS.get(name)
    if spec is None:
        return None
    claimed = (("claimed", "The customer's word"),)
    sources = (*(() if spec.record_only else claimed), ("record", "The company's records"))
    zone = zone_of(merchant)
    hint = f"In {zone.words}" if spec.kind == "time" else _HINTS.get(spec.kind, "")
    value = {**case.claim(), **case.record()}.get(name)
    return FactForm(
        name=name,
        label=label_of(name),
        kind=spec.kind,
        hint=hint,
        choices=_choices(name, merchant),
        sources=sources,
        now=_typed(spec.kind, value, zone.name),
    )


def every_fact() -> list[tuple[str, str]]:
    """Return the names and labels of all facts, by label."""
    return sorted(((name, label_of(name)) for name in FACTS), key=lambda item: item[1])


def read_fact(name: str, text: str, merchant: Merchant | None) -> Any:
    """Read what was typed into a fact's form, into its JSON form; "" takes the fact away.

    Raises:
        BadInput: there is no such fact, or it is no number or time.
    """
    spec, text = FACTS.get(name), text.strip()
    if spec is None:
        raise BadInput(f"Fact '{name}' is unknown. Choose one from the list.")
    if not text:
        return None
    if spec.kind == "time" and text not in spec.choices:
        return _time(text, zone_of(merchant).name)
    read = _READERS.get(spec.kind)
    return read(text) if read else text


def _count(text: str) -> int:
    plain = text.replace(",", "").replace(" ", "")
    if not plain.isascii() or not plain.isdigit():
        raise BadInput(f"'{text:.60}' is no count. Write a whole number, such as 12.")
    if len(plain) > len(str(MOST)):
        raise BadInput(f"'{text:.60}' is too many. Write a number of at most {MOST:,}.")
    return int(plain)


def _texts(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


_READERS: Mapping[str, Callable[[str], Any]] = {
    "flag": {"yes": True, "no": False}.get,
    "decimal": lambda text: text.replace(",", "").replace(" ", ""),
    "count": _count,
    "texts": _texts,
}


def _time(text: str, zone: str) -> str:
    """Read a time; one without an offset is the local one."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise BadInput(f"'{text:.60}' is no time. Write it as 2026-03-02 14:00.") from None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=ZoneInfo(zone))
    return moment.isoformat()


def _choices(name: str, merchant: Merchant | None) -> tuple[tuple[str, str], ...]:
    spec = FACTS[name]
    if spec.kind == "flag":
        return (("yes", "Yes"), ("no", "No"))
    if spec.kind != "choice":
        return ()
    words: dict[str, str] = dict(CHOICES.get(name, {}))
    if name == "product" and merchant is not None:
        return tuple(merchant.products.items())
    return tuple((one, words.get(one, one.replace("_", " "))) for one in spec.choices)


def _typed(kind: str, value: Any, zone: str) -> str:
    """Return a value as it would be typed; an interval is typed anew."""
    if value is None or isinstance(value, dict):
        return ""
    if kind == "flag":
        return "yes" if value else "no"
    if kind == "texts":
        return "; ".join(map(str, value))
    if kind == "time":
        try:
            moment = datetime.fromisoformat(str(value)).astimezone(ZoneInfo(zone))
        except ValueError:
            return ""
        return (moment - timedelta(seconds=moment.second)).strftime("%Y-%m-%dT%H:%M")
    return str(value)
