"""The words and buttons of domain.yml without Rasa: for the moment when Rasa itself fails."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from bot.policy.words import names_in
from bot.triage.button import Button
from bot.triage.turn import Say


class Replies:
    """The responses of domain.yml, by name."""

    def __init__(self, domain: Path) -> None:
        responses = yaml.safe_load(domain.read_text(encoding="utf-8"))["responses"]
        self._texts: dict[str, str] = {name: said[0]["text"] for name, said in responses.items()}
        self._buttons = {name: _buttons(said[0]) for name, said in responses.items()}

    def text(self, say: Say) -> str:
        """Return the words of one response with its values in it.

        Raises:
            KeyError: domain.yml has no response of that name, or it needs another value.
        """
        return self._texts[say.response].format(**say.values)

    def has(self, response: str) -> bool:
        """Tell whether domain.yml has a response of that name."""
        return response in self._texts

    def names_in(self, response: str) -> tuple[str, ...]:
        """Return the values that a response needs.

        Raises:
            KeyError: domain.yml has no response of that name.
        """
        return names_in(self._texts[response])

    def buttons_of(self, response: str) -> tuple[Button, ...]:
        """Return the buttons that a response offers.

        Raises:
            KeyError: domain.yml has no response of that name.
        """
        return self._buttons[response]


def _buttons(said: dict[str, Any]) -> tuple[Button, ...]:
    return tuple(Button(each["title"], each["payload"]) for each in said.get("buttons", ()))
