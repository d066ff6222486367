"""How a merchant's chat looks on a website, and which websites may show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

#: The colour of a merchant that names none: a dark, quiet blue.
COLOUR = "#1f4e79"
BLACK, WHITE = "#000000", "#ffffff"


@dataclass(frozen=True)
class ChatLook:
    """What `chat` in `merchant.yml` says.

    Attributes:
        colour: what stands out in the chat, as "#rrggbb".
        assistant: the assistant's name over the conversation.
        avatar: the file of its picture (SVG) in the merchant's folder; None: initials are shown.
        greeting: the merchant's own first words; what the assistant is and can do is said after.
        allowed_origins: the websites that may show the chat, such as "https://www.example.com".
            The chat's own pages always may.
    """

    colour: str = COLOUR
    assistant: str = "Refund assistant"
    avatar: str | None = None
    greeting: str = ""
    allowed_origins: tuple[str, ...] = ()

    @property
    def on_colour(self) -> str:
        """Black or white, whichever is easier to read on `colour`.

        On every colour one of the two has a contrast of at least 4.5 to 1 (WCAG 2.2, 1.4.3).
        """
        return max((BLACK, WHITE), key=lambda ink: contrast(ink, self.colour))


def read_chat_look(given: Mapping[str, Any]) -> ChatLook:
    """Read what the schema has accepted; what is not given is as in `ChatLook`."""
    values = {
        key: value.strip() if isinstance(value, str) else value for key, value in given.items()
    }
    origins = tuple(values.pop("allowed_origins", ()))
    return ChatLook(**values, allowed_origins=origins)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21 (WCAG 2.2, contrast ratio)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Return the relative luminance of "#rrggbb", from 0 to 1 (WCAG 2.2)."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    is_dark = share <= 0.04045  # noqa: PLR2004 -- The figures are the standard's (sRGB).
    return share / 12.92 if is_dark else float(((share + 0.055) / 1.055) ** 2.4)
