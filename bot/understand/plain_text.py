"""Text is text: what a customer types is no command to the program that reads it."""

from __future__ import annotations

from bot.understand.clean import LONGEST

#: A slash that looks like one; Rasa obeys a message that begins with the real one.
SLASH_IN_TEXT = "\N{DIVISION SLASH}"
#: Rasa takes a message with this beginning for one that no customer wrote.
EXTERNAL = "EXTERNAL:"
#: Stands for a message without a word in it; Rasa reads no empty message.
NO_WORDS = "\N{HORIZONTAL ELLIPSIS}"


def plain_text(text: str) -> str:
    """Return the text as Rasa may read it: no command, not empty, not longer than is read."""
    # Half a pair of UTF-16, which JSON can carry, is no text to a tokenizer.
    text = text[:LONGEST].encode(errors="replace").decode().strip()
    if text.startswith("/"):
        text = SLASH_IN_TEXT + text[1:]
    if text.startswith(EXTERNAL):
        text = text.replace(":", "", 1)
    return text or NO_WORDS
