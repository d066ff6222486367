"""Text of others on one line, so that it can forge neither a header nor a line of ours."""

from __future__ import annotations

import unicodedata

LONGEST = 200


def single_line(text: str, longest: int = LONGEST) -> str:
    """Return `text` on one line, without control or invisible characters, cut at `longest`.

    Line ends of every kind (also U+2028), tabs and runs of blanks become one blank; what
    turns the direction of reading or hides (Unicode's categories C and Z) goes.
    """
    seen = "".join(_visible(character) for character in text)
    line = " ".join(seen.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def _visible(character: str) -> str:
    category = unicodedata.category(character)
    if category.startswith("Z") or character in "\t\n\r\v\f\x1c\x1d\x1e\x85":
        return " "
    return "" if category.startswith("C") else character
