"""The words of domain.yml without Rasa: for the moment when Rasa itself fails."""

from __future__ import annotations

from pathlib import Path

import yaml

from bot.triage.turn import Say


class Replies:
    """The responses of domain.yml, by name."""

    def __init__(self, domain: Path) -> None:
        responses = yaml.safe_load(domain.read_text(encoding="utf-8"))["responses"]
        self._texts: dict[str, str] = {name: said[0]["text"] for name, said in responses.items()}

    def text(self, say: Say) -> str:
        """Return the words of one response with its values in it.

        Raises:
            KeyError: domain.yml has no response of that name, or it needs another value.
        """
        return self._texts[say.response].format(**say.values)
