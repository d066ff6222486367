"""Numbers in figures and in words, in English, Hindi (roman script) and Filipino."""

from __future__ import annotations

import re

WORDS: dict[str, int] = {
    "zero": 0,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "ninety": 90,
    "hundred": 100,
    "ek": 1,
    "teen": 3,
    "chaar": 4,
    "paanch": 5,
    "panch": 5,
    "chhe": 6,
    "saat": 7,
    "aath": 8,
    "nau": 9,
    "das": 10,
    "gyarah": 11,
    "barah": 12,
    "isa": 1,
    "isang": 1,
    "dalawa": 2,
    "dalawang": 2,
    "tatlo": 3,
    "tatlong": 3,
    "apat": 4,
    "lima": 5,
    "limang": 5,
    "anim": 6,
    "pito": 7,
    "pitong": 7,
    "walo": 8,
    "walong": 8,
    "siyam": 9,
    "sampu": 10,
    "sampung": 10,
    "una": 1,
    "dos": 2,
    "tres": 3,
    "kuwatro": 4,
    "kwatro": 4,
    "singko": 5,
    "sais": 6,
    "siyete": 7,
    "otso": 8,
    "nuwebe": 9,
    "nuybe": 9,
    "diyes": 10,
    "onse": 11,
    "dose": 12,
}
# In Hindi "do" is two; in English it is not, so it counts only where the unit is Hindi.
HINDI_TWO = "do"
WORD = "|".join(sorted(WORDS, key=len, reverse=True))


def whole(text: str) -> int | None:
    """Return the whole number that figures or one word spell, else None."""
    text = text.strip().replace(",", "")
    if text in ("a", "an"):
        return 1
    if text == HINDI_TWO:
        return 2
    if re.fullmatch(r"\d{1,9}", text):
        return int(text)
    return WORDS.get(text)
