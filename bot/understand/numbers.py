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
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
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


_ONES = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    "|sixteen|seventeen|eighteen|nineteen"
)
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_SMALL = rf"(?:(?:{_TENS})(?:[ -](?:{_ONES}))?|{_ONES})"
_HUNDREDS = rf"(?:(?:an? |(?:{_ONES}) )hundred(?: (?:and )?{_SMALL})?)"
_MONEY = r"pesos?|piso|php|rupees?|rupaye|dollars?|usd|inr|euros?|bucks"
_SPELLED = re.compile(
    rf"\b(?:(?:an? |(?:{_HUNDREDS}|{_SMALL}) )thousand(?: (?:and )?(?:{_HUNDREDS}|{_SMALL}))?"
    rf"|{_HUNDREDS}|(?:{_TENS})[ -](?:{_ONES})|an? dozen|{_SMALL}(?= (?:{_MONEY})\b))\b",
    re.IGNORECASE,
)


def in_figures(text: str) -> str:
    """Return the text with English numbers of several words, and words before money, as figures.

    "Five hundred" is 500, "twenty-five" 25, "ten pesos" 10 pesos; "two fifty" stays as it is, for
    it has two meanings, and so does a word alone ("one"), which each kind of fact reads itself.
    """
    return _SPELLED.sub(lambda found: str(_value(found.group().lower())), text)


def _value(words: str) -> int:
    total = part = 0
    for word in re.split(r"[ -]", words):
        if word == "thousand":
            total, part = max(part, 1) * 1000, 0
        elif word in ("hundred", "dozen"):
            part = max(part, 1) * (100 if word == "hundred" else 12)
        else:
            part += WORDS.get(word, 0)
    return total + part
