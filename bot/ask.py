"""What is understood of texts, one a line: `refunds understand` and `make ask`.

A time is read in the zone that was named, else in the merchant's. Where neither is named, the text
may tell (a company, a currency), or the offset of `now`; else it is UTC, and the table says so.
A merchant is never guessed by the alphabet.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.nlu.listener import Listener
from bot.policy.merchant import Merchant
from bot.understand import companies_named
from bot.understand.plain_text import plain_text
from bot.understand.times import zone_named

NO_ZONE = "UTC"


@dataclass(frozen=True)
class Asking:
    """The circumstances in which texts are read; `zone` and `merchant` may be left open."""

    merchants: Mapping[str, Merchant]
    now: datetime
    zone: str | None = None
    merchant: str | None = None

    def zone_for(self, heard: Mapping[str, Any], text: str) -> str:
        """Return the name of the zone in which the times of this text are meant."""
        if self.zone or self.merchant:
            return self.zone or self.merchants[str(self.merchant)].zone
        names = {one.id: (one.name, *one.also_known_as) for one in self.merchants.values()}
        named = {self.merchants[one].zone for one in companies_named(text, names)}
        paid = {
            one.zone for one in self.merchants.values() if one.currency == heard.get("currency")
        }
        alike = {one.zone for one in self.merchants.values() if self._has_offset_of_now(one)}
        told = (next(iter(zones)) for zones in (named, paid, alike) if len(zones) == 1)
        return next(told, NO_ZONE)

    def _has_offset_of_now(self, merchant: Merchant) -> bool:
        return self.now.astimezone(zone_named(merchant.zone)).utcoffset() == self.now.utcoffset()


def lines_in(text: str) -> list[str]:
    """Return the lines of a file; only a line feed ends one, whatever else Unicode knows."""
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    return lines[:-1] if lines[-1] == "" else lines


def ask(lines: Iterable[str], listener: Listener, asking: Asking) -> Iterator[dict[str, Any]]:
    """Yield what `refunds understand --json` answers for each line, and its zone."""
    for line in lines:
        zone = asking.zone_for({}, line)
        heard = listener.hear(plain_text(line), now=asking.now, zone=zone).to_json()
        better = asking.zone_for(heard["facts"], line)
        if better != zone:
            heard = listener.hear(plain_text(line), now=asking.now, zone=better).to_json()
        yield {**heard, "text": line, "zone": better}


def as_table(told: Mapping[str, Any]) -> str:
    """Return what was understood as lines of two columns."""
    rows = [("text", told["text"]), ("intent", told["intent"])]
    rows.append(("confidence", f"{told['confidence']:.2f}"))
    rows += [("or", f"{name} {sure:.2f}") for name, sure in told["alternatives"][:2]]
    rows += [(name, _in_words(value)) for name, value in told["facts"].items()]
    rows += [(name, "cannot be told") for name in told["unknowable"]]
    rows += [(name, "taken back") for name in told["withdrawn"]]
    rows.append(("times in", told["zone"]))
    if told["asks_back"]:
        rows.append(("asks back", "yes"))
    width = max(len(name) for name, _ in rows)
    return "\n".join(f"{name:{width}}  {value}" for name, value in rows) + "\n"


def _in_words(value: Any) -> str:
    if isinstance(value, list):
        return " or ".join(map(_in_words, value))
    if isinstance(value, dict):
        first, last = ("?" if end is None else str(end) for end in (value["from"], value["to"]))
        return f"{first} to {last}"
    return value if isinstance(value, str) else json.dumps(value)
