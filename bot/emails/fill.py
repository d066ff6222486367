"""From a template's folder to a subject and a body of plain text.

One email is one folder with `subject.txt` and `body.txt`; `_base/` holds the frame they share.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.emails.single_line import single_line

TEMPLATES = Path(__file__).parent / "templates"
# This is text and no HTML, so nothing is escaped; `single_line` guards what others wrote.
_ENVIRONMENT = Environment(
    loader=FileSystemLoader(TEMPLATES),
    autoescape=False,  # noqa: S701 -- See above.
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)


def fill(folder: str, **values: Any) -> tuple[str, str]:
    """Return the subject, always one line, and the body of the email of that folder."""
    subject = _ENVIRONMENT.get_template(f"{folder}/subject.txt").render(values)
    body = _ENVIRONMENT.get_template(f"{folder}/body.txt").render(values)
    return single_line(subject), body.strip() + "\n"
