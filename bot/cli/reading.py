"""What commands read and print: text and JSON, from a file or standard input."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from bot.errors import BadInput


def read_text(file: str) -> str:
    """Return the text of a file, or of standard input for "-"; raises BadInput."""
    try:
        raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        # As a text file is read: "\r\n" is one line's end.
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        raise BadInput(f"'{file}' cannot be read: {error.strerror}. Name another file.") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"'{file}' is no UTF-8 text at byte {error.start}. Save it so.") from error


def read_json(file: str) -> Any:
    """Return the JSON of a file, or of standard input for "-"; raises BadInput."""
    try:
        return json.loads(read_text(file))
    except json.JSONDecodeError as error:
        raise BadInput(
            f"'{file}' is no JSON: {error.msg} in line {error.lineno}, column {error.colno}. "
            "Mend it there."
        ) from error


def print_json(value: Any) -> None:
    """Print a value as JSON, for people and programs."""
    print(json.dumps(value, ensure_ascii=False, indent=1))
