"""No form of the desk does anything without the token of the browser that shows it."""

from __future__ import annotations

import pytest
from starlette.routing import Route

FILLED = {"ref": "RF-7K3M-92QD", "verb": "say", "id": "1"}


def forms(app):
    """Return the address of every form of the desk."""
    routes = [r for r in app.routes if isinstance(r, Route) and "POST" in (r.methods or ())]
    assert len(routes) > 5
    return [route.path.replace(":int", "").format(**FILLED) for route in routes]


@pytest.mark.parametrize("fields", [{}, {"csrf": ""}, {"csrf": "guessed"}])
async def test_every_form_without_its_token_is_refused(fields, app, maya):
    for path in forms(app):
        answer = await maya.post(path, name="Maya", password="a long password", **fields)
        assert answer.status_code == 403, path
        assert "This form has expired" in answer.text
    assert (await maya.get("/")).status_code == 200


async def test_the_token_of_another_browser_is_refused(app, maya, sign_in):
    theirs = await (await sign_in("Ben")).csrf()
    for path in forms(app):
        assert (await maya.post(path, csrf=theirs)).status_code == 403, path


async def test_every_form_of_a_browser_without_a_cookie_is_refused(app, visitor):
    for path in forms(app):
        assert (await visitor.post(path, csrf="")).status_code == 403, path
