"""A message that WhatsApp has approved for a merchant, to be sent after its 24 hours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_PLACE = re.compile(r"\{([0-9]+)\}")


@dataclass(frozen=True)
class MessageTemplate:
    """One approved template; `words` are as at Meta, with {1}, {2} … for its values."""

    name: str
    language: str
    words: str

    @property
    def values_needed(self) -> int:
        """How many values it needs."""
        return max((int(place) for place in _PLACE.findall(self.words)), default=0)

    def filled(self, values: Sequence[str]) -> str:
        """Return what the customer reads.

        Raises:
            IndexError: a value is missing.
        """
        return _PLACE.sub(lambda place: values[int(place[1]) - 1], self.words)

    def faults(self) -> list[str]:
        """Return what is wrong with its places: they count from 1, and none is left out."""
        named = {int(place) for place in _PLACE.findall(self.words)}
        missing = sorted(set(range(1, self.values_needed + 1)) - named)
        if 0 in named:
            return [f"Template '{self.name}' has the place {{0}}. Count from {{1}}."]
        return [
            f"Template '{self.name}' has no place {{{n}}}. Number them one by one." for n in missing
        ]
