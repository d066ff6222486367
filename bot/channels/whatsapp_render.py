"""How an answer looks on WhatsApp: few messages, each within WhatsApp's limits. Pure.

The bubbles of one answer become one message, because WhatsApp takes about one in six seconds to
the same person. Buttons become reply buttons where three fit, else a list, else numbered lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

#: WhatsApp's limits, in characters and pieces.
TEXT, BODY = 4096, 1024
BUTTONS, BUTTON_TITLE = 3, 20
ROWS, ROW_TITLE, ROW_DESCRIPTION, LIST_LABEL = 10, 24, 72, 20
BETWEEN = "\n\n"

Button = dict[str, Any]


@dataclass(frozen=True)
class Bubble:
    """One thing said, and the delivery that it ends; None for a piece that is not the last one."""

    delivery: int | None
    text: str
    buttons: Sequence[Button] = field(default_factory=tuple)


@dataclass(frozen=True)
class Labels:
    """The words of our own around a choice; they stand in domain.yml."""

    choose: str
    by_number: str


@dataclass(frozen=True)
class Upload:
    """A file that goes along: uploaded first, then named in the message."""

    name: str
    content: bytes
    caption: str


@dataclass(frozen=True)
class Part:
    """One message to WhatsApp: its `type` and body; `deliveries` are done once it is taken."""

    content: dict[str, Any]
    deliveries: tuple[int, ...]
    upload: Upload | None = None


def render(bubbles: Sequence[Bubble], labels: Labels) -> list[Part]:
    """Return the messages that say all of it, in order.

    Where a bubble is longer than a message, it is done with the last of those that it fills.
    """
    buttons = [button for bubble in bubbles for button in bubble.buttons]
    if len(buttons) > ROWS or any(len(b["title"]) > ROW_DESCRIPTION for b in buttons):
        return _texts(_with_numbers(bubbles, buttons, labels.by_number))
    if not buttons:
        return _texts(bubbles)
    before, body = _split_off(bubbles, BODY)
    last = _joined(body)
    choice = _reply_buttons(last, buttons) if _fit_buttons(buttons) else None
    content = choice or _list(last, buttons, labels.choose)
    return [*_texts(before), Part(content, _done(body))]


def numbered(text: str, offered: Sequence[Button]) -> str | None:
    """Return the choice that a typed number means, where the choices were numbered lines."""
    number = text.strip().rstrip(".)")
    is_numbered = len(offered) > ROWS or any(len(b["title"]) > ROW_DESCRIPTION for b in offered)
    if not is_numbered or not number.isascii() or not number.isdigit():
        return None
    place = int(number[:4])
    return str(offered[place - 1]["title"]) if 0 < place <= len(offered) else None


def _fit_buttons(buttons: Sequence[Button]) -> bool:
    return len(buttons) <= BUTTONS and all(len(b["title"]) <= BUTTON_TITLE for b in buttons)


def _reply_buttons(text: str, buttons: Sequence[Button]) -> dict[str, Any]:
    replies = [{"type": "reply", "reply": {"id": b["id"], "title": b["title"]}} for b in buttons]
    return _interactive("button", text, {"buttons": replies})


def _list(text: str, buttons: Sequence[Button], choose: str) -> dict[str, Any]:
    sections = [{"rows": [_row(button) for button in buttons]}]
    return _interactive("list", text, {"button": choose, "sections": sections})


def _row(button: Button) -> dict[str, str]:
    title = button["title"]
    if len(title) <= ROW_TITLE:
        return {"id": button["id"], "title": title}
    short = title[: ROW_TITLE - 1].rstrip() + "…"
    return {"id": button["id"], "title": short, "description": title}


def _interactive(kind: str, text: str, action: dict[str, Any]) -> dict[str, Any]:
    # A body must not be empty.
    content = {"type": kind, "body": {"text": text or "…"}, "action": action}
    return {"type": "interactive", "interactive": content}


def _texts(bubbles: Sequence[Bubble]) -> list[Part]:
    """Fill messages with bubbles; one that is too long for a message is cut between words."""
    parts: list[Part] = []
    waiting: list[Bubble] = []
    for bubble in bubbles:
        if waiting and len(_joined([*waiting, bubble])) > TEXT:
            parts.append(_text(waiting))
            waiting = []
        *full, rest = pieces(bubble.text, TEXT)
        parts += [_text([Bubble(None, text)]) for text in full]
        waiting.append(Bubble(bubble.delivery, rest))
    return [*parts, _text(waiting)] if waiting else parts


def _text(bubbles: Sequence[Bubble]) -> Part:
    body = {"body": _joined(bubbles) or "…", "preview_url": False}
    return Part({"type": "text", "text": body}, _done(bubbles))


def _done(bubbles: Sequence[Bubble]) -> tuple[int, ...]:
    return tuple(bubble.delivery for bubble in bubbles if bubble.delivery is not None)


def _split_off(bubbles: Sequence[Bubble], longest: int) -> tuple[list[Bubble], list[Bubble]]:
    """Take as many bubbles off the end as fit, or the end of the last one."""
    body: list[Bubble] = []
    before = list(bubbles)
    while before and len(_joined([before[-1], *body])) <= longest:
        body.insert(0, before.pop())
    if not body:
        last = before.pop()
        *full, rest = pieces(last.text, longest)
        before += [Bubble(None, text) for text in full]
        body = [Bubble(last.delivery, rest)]
    return before, body


def _with_numbers(
    bubbles: Sequence[Bubble], buttons: Sequence[Button], by_number: str
) -> list[Bubble]:
    lines = [f"{number}. {button['title']}" for number, button in enumerate(buttons, 1)]
    *before, last = bubbles
    text = "\n".join([last.text, "", *lines, "", by_number])
    return [*before, Bubble(last.delivery, text)]


def _joined(bubbles: Sequence[Bubble]) -> str:
    return BETWEEN.join(bubble.text for bubble in bubbles if bubble.text)


def pieces(text: str, longest: int) -> list[str]:
    """Cut a text into pieces that fit: between paragraphs, else lines, else words; never none."""
    found = []
    while len(text) > longest:
        cut = _cut(text, longest)
        found.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return [*found, text]


def _cut(text: str, longest: int) -> int:
    for between in ("\n\n", "\n", " "):
        cut = text.rfind(between, 1, longest + 1)
        # A piece that is nearly empty is worse than a cut between two words.
        if cut > longest // 4:
            return cut
    return longest
