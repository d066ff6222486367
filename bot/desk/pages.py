"""From a template to an answer. Everything in a page is escaped; a missing name is an error."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from bot.cases.roles import may
from bot.cases.staff_member import StaffMember
from bot.desk.csrf import csrf_token, secret_of

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
    me: StaffMember | None = getattr(request.state, "member", None)
    html = _TEMPLATES.get_template(template).render(
        staff=me.name if me else None,
        manages_staff=me is not None and may(me, "manage_staff"),
        csrf=csrf_token(secret_of(request) or "") if me else None,
        here=request.url.path,
        **values,
    )
    return HTMLResponse(html, status)
