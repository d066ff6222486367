"""Money: an exact amount in a currency, rounded half up to the currency's smallest coin.

Never a float: `Money.parse("22.225", "PHP")` is ₱22.23, on every machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from bot.errors import BadInput

# How many digits a currency has after the point, where it is not two (ISO 4217).
_MINOR_DIGITS = {"JPY": 0, "KRW": 0, "VND": 0, "CLP": 0, "BHD": 3, "KWD": 3, "OMR": 3, "TND": 3}
_SIGNS = {"PHP": "₱", "INR": "₹", "USD": "$", "EUR": "€", "GBP": "£"}


@dataclass(frozen=True)
class Money:
    """An amount in the currency's units (pesos, not centavos), already rounded."""

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "amount", round_half_up(self.amount, self.currency))

    @classmethod
    def parse(cls, text: str, currency: str) -> Money:
        """Read a decimal string such as "1000.00"; raises BadInput for anything else."""
        return cls(parse_decimal(text), currency)

    def to_json(self) -> dict[str, str]:
        """Give `{"value": "1000.00", "currency": "PHP"}`."""
        return {"value": str(self.amount), "currency": self.currency}

    def words(self) -> str:
        """Say it as a customer reads it: "₱1,000.00", or "CHF 1,000.00" without a known sign."""
        sign = _SIGNS.get(self.currency, f"{self.currency} ")
        return f"{sign}{self.amount:,}"


def round_half_up(amount: Decimal, currency: str) -> Decimal:
    """Round to the currency's smallest coin, halves away from zero."""
    smallest = Decimal(1).scaleb(-_MINOR_DIGITS.get(currency, 2))
    return amount.quantize(smallest, rounding=ROUND_HALF_UP)


def parse_decimal(text: str) -> Decimal:
    """Read a plain decimal string; raises BadInput for NaN, infinity, exponents and words."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    plain = set(text) <= set("+-.0123456789")
    if not (plain and number.is_finite()):
        raise BadInput(f"'{text}' is no amount. Write digits and a point, such as 1000.00.")
    return number
