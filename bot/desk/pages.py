"""From a template to an answer. Everything in a page is escaped; a missing name is an error."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from bot.desk.csrf import csrf_token
from bot.desk.who import signed_in_name

_FOLDER = Path(__file__).parent
STATIC = _FOLDER / "static"
_TEMPLATES = Environment(
    loader=FileSystemLoader(_FOLDER / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def page(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """Fill a template of `templates/` for whoever is signed in."""
    name = signed_in_name(request)
    html = _TEMPLATES.get_template(template).render(
        staff=name, csrf=csrf_token(request) if name else None, **values
    )
    return HTMLResponse(html, status)
