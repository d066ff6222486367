"""Billing records as the merchant exports them: a CSV file, read whole or not at all.

The columns are the facts' names and `merchant`; an empty cell is an unknown fact. Every bad row
is named, so that a file is put right in one go.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from typing import Any

from bot.cases.impossible_purchase import impossible_in
from bot.cases.purchase import Purchase, phone_key
from bot.errors import BadInput
from bot.policy.facts import FACTS, FactValue, parse_fact
from bot.values.json_value import JsonValue
from bot.values.times import parse_time

REQUIRED = (
    *("merchant", "account_email", "transaction_id", "product"),
    *("paid", "currency", "purchased_at"),
)
#: A number on the account proves a customer who writes from it on WhatsApp. It is no fact.
PHONE = "account_phone"
COLUMNS = ("merchant", PHONE, *FACTS)
#: Between the texts of one cell, as in `abuse_flags`.
SEPARATOR = ";"

#: What a cell must look like beyond what the fact accepts, and what to do.
FORMS = {
    "account_email": (r"[^@\s]+@[^@\s]+", "Write an email address, such as ana@mail.example."),
    "currency": (r"[A-Z]{3}", "Write the three letters of ISO 4217, such as PHP."),
}

Cells = Mapping[str, str]


@dataclass(frozen=True)
class _Line:
    """One row of the file; `number` is the line on which it begins."""

    number: int
    cells: list[str]


def read_ledger(content: str | bytes, merchants: Collection[str], now: datetime) -> list[Purchase]:
    """Read the purchases of a CSV file.

    Args:
        content: the file; bytes are UTF-8, with or without a byte order mark.
        merchants: the ids that there are policies for.
        now: a purchase after it is a bad row.

    Raises:
        BadInput: the header or a row is wrong. Names every bad row with its line, one a line.
    """
    lines = list(_lines(_text(content)))
    header = _header(lines)
    faults: list[str] = []
    found: dict[tuple[str, str], Purchase] = {}
    purchases: list[Purchase] = []
    for line in lines[1:]:
        try:
            purchase = _purchase(header, line, merchants, now)
            _refuse_repeated(purchase, found)
            purchases.append(purchase)
        except _BadRowError as bad:
            faults.extend(f"Line {line.number}: {fault}" for fault in bad.faults)
    if faults:
        raise BadInput("\n".join(faults))
    return purchases


class _BadRowError(Exception):
    """Says all that is wrong with one row; never leaves this file."""

    def __init__(self, *faults: str) -> None:
        self.faults = faults
        super().__init__(*faults)


def _text(content: str | bytes) -> str:
    return (_decoded(content) if isinstance(content, bytes) else content).removeprefix("\ufeff")


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise BadInput(f"Line {line}: this is not UTF-8. Save the file as UTF-8.") from error


def _lines(text: str) -> Iterator[_Line]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    begins = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield _Line(begins, [cell.strip() for cell in cells])
            begins = reader.line_num + 1
    except csv.Error as error:
        raise BadInput(
            f"Line {begins}: this cannot be read as CSV ({error}). "
            "Check its quotation marks, and that it is plain text."
        ) from error


def _header(lines: list[_Line]) -> list[str]:
    if not lines:
        raise BadInput(f"The file is empty. Begin with a header row: {','.join(REQUIRED)}, ….")
    header = lines[0].cells
    faults = [
        *(_unknown_column(name) for name in header if name not in COLUMNS),
        *(f"Column '{name}' is missing. Add it." for name in REQUIRED if name not in header),
        *(
            f"Column '{name}' is there more than once. Keep one."
            for name in sorted({name for name in header if header.count(name) > 1})
        ),
    ]
    if faults:
        raise BadInput("\n".join(f"Line {lines[0].number}: {fault}" for fault in faults))
    return header


def _unknown_column(name: str) -> str:
    alike = get_close_matches(name.lower(), COLUMNS, n=1)
    hint = (
        f"Did you mean '{alike[0]}'?" if alike else "Use the names of facts, with commas between."
    )
    return f"Column '{name}' is unknown. {hint}"


def _purchase(
    header: list[str], line: _Line, merchants: Collection[str], now: datetime
) -> Purchase:
    if len(line.cells) != len(header):
        raise _BadRowError(
            f"it has {len(line.cells)} cells, the header has {len(header)}. "
            "Add or take away commas, or put a text with a comma in quotation marks."
        )
    cells = {name: cell for name, cell in zip(header, line.cells, strict=True) if cell}
    faults = [*_missing(cells), *_unknown_merchant(cells, merchants)]
    record, facts = _record(cells, faults)
    faults += [*impossible_in(facts, now), *_unclear_phone(cells)]
    if faults:
        raise _BadRowError(*faults)
    return Purchase(
        merchant=cells["merchant"],
        transaction_id=cells["transaction_id"],
        account_email=cells["account_email"],
        purchased_at=parse_time(cells["purchased_at"]),
        record=record,
        account_phone=phone_key(cells[PHONE]) if PHONE in cells else None,
        line=line.number,
    )


def _missing(cells: Cells) -> list[str]:
    return [f"'{name}' is empty. Fill it in." for name in REQUIRED if name not in cells]


def _unknown_merchant(cells: Cells, merchants: Collection[str]) -> list[str]:
    merchant = cells.get("merchant")
    if merchant is None or merchant in merchants:
        return []
    return [f"merchant '{merchant}' has no policies. Use one of: {', '.join(sorted(merchants))}."]


def _unclear_phone(cells: Cells) -> list[str]:
    """Refuse a number without its country: it would prove somebody else."""
    cell = cells.get(PHONE)
    if cell is None or (cell.startswith("+") and phone_key(cell)):
        return []
    return [f"'{PHONE}' is '{cell}'. Write it with a plus and its country, such as +639171234567."]


def _record(cells: Cells, faults: list[str]) -> tuple[dict[str, JsonValue], dict[str, FactValue]]:
    """Return the facts of a row, in JSON form and read; what is wrong is added to `faults`."""
    record: dict[str, JsonValue] = {}
    facts: dict[str, FactValue] = {}
    for name, cell in cells.items():
        if name in ("merchant", PHONE):
            continue
        value = _value(FACTS[name].kind, cell)
        try:
            read = parse_fact(name, value)
            _check_form(name, cell)
            facts[name] = read
        except BadInput as error:
            faults.append(str(error))
        record[name] = value
    return record, facts


def _value(kind: str, cell: str) -> Any:
    """Return a cell as the JSON value of a fact; what it is not stays text, to be refused."""
    if kind == "count" and re.fullmatch(r"[0-9]{1,15}", cell):
        return int(cell)
    if kind == "flag" and cell.lower() in ("true", "false"):
        return cell.lower() == "true"
    if kind == "texts":
        return [text.strip() for text in cell.split(SEPARATOR) if text.strip()]
    return cell


def _check_form(name: str, cell: str) -> None:
    """Refuse what a fact may be elsewhere, but no billing record would say."""
    if name in FORMS and not re.fullmatch(FORMS[name][0], cell):
        raise BadInput(f"Fact '{name}' has the value '{cell}'. {FORMS[name][1]}")


def _refuse_repeated(purchase: Purchase, found: dict[tuple[str, str], Purchase]) -> None:
    first = found.setdefault((purchase.merchant, purchase.transaction_key), purchase)
    if first is purchase:
        return
    if first.is_of(purchase):
        raise _BadRowError(
            f"transaction '{purchase.transaction_id}' is on line {first.line} already. "
            "Keep one of them."
        )
    raise _BadRowError(
        f"{purchase.in_words()} reads like {first.in_words()} on line {first.line}, "
        "and nobody could tell the two apart. Correct the wrong row, or leave one out."
    )
