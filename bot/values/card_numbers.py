"""Hides the numbers of payment cards in a text, all but their last four digits.

Nobody here needs one, so none is stored. A number counts as a card's by the networks' own ranges,
lengths and check digit (ISO/IEC 7812); payment references of 12 or 13 digits are none.
"""

from __future__ import annotations

import re

#: Stands for the digits that are hidden.
HIDDEN = "••••"
_RUN = re.compile(r"(?<![\w.-])\d(?:[ -]{0,2}\d){13,18}(?![\w-])")
# Visa; Mastercard; American Express; Discover, RuPay and UnionPay; Diners; JCB.
_RANGES = re.compile(
    r"4\d{15}(?:\d{3})?|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}"
    r"|3[47]\d{13}|(?:6011|64[4-9]\d|65\d\d|60\d\d|8[12]\d\d|508\d|62\d\d)\d{12}"
    r"|3(?:0[0-5]|[68]\d)\d{11}|35(?:2[89]|[3-8]\d)\d{12}"
)


def hide_card_numbers(text: str) -> str:
    """Return the text with each card number as `•••• 1234`."""
    return _RUN.sub(lambda run: _hidden(run.group()), text)


def _hidden(run: str) -> str:
    digits = re.sub(r"\D", "", run)
    is_card = _RANGES.fullmatch(digits) is not None and _has_check_digit(digits)
    return f"{HIDDEN} {digits[-4:]}" if is_card else run


def _has_check_digit(digits: str) -> bool:
    """Tell whether the last digit is the one that Luhn's sum asks for."""
    doubled = (int(d) * 2 if at % 2 else int(d) for at, d in enumerate(reversed(digits)))
    return sum(sum(divmod(d, 10)) for d in doubled) % 10 == 0
