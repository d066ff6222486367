from __future__ import annotations

import re

import pytest

from bot.desk.pages import STATIC


@pytest.mark.parametrize("path", ["/", "/sign-in", "/nowhere", "/static/desk.css", "/health"])
async def test_every_answer_carries_the_headers(path, visitor):
    headers = (await visitor.get(path)).headers
    assert headers["content-security-policy"] == (
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
        "img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    )
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"


async def test_an_error_of_ours_is_a_kind_page_with_the_headers(maya, database, monkeypatch):
    monkeypatch.setattr("bot.desk.queue_page.queue", lambda *_, **__: 1 / 0)
    answer = await maya.get("/")
    assert answer.status_code == 500
    assert "Something went wrong on our side" in answer.text
    assert "division" not in answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert "content-security-policy" in answer.headers


async def test_no_page_holds_what_the_policy_forbids(maya, cases):
    for path in ("/", "/me", "/sign-in", "/nowhere", f"/case/{cases.add()}"):
        text = (await maya.get(path)).text
        assert not re.search(r"<script>|<script [^>]*></script>\w|<style|\sstyle=|\son\w+=", text)
        assert re.findall(r"<script[^>]*>", text) in (
            [],
            ['<script src="/static/live.js" type="module">'],
        )


async def test_health_says_that_the_process_answers(visitor):
    answer = await visitor.get("/health")
    assert (answer.status_code, answer.json()) == (200, {"ok": True})


async def test_only_what_is_meant_for_it_is_served_as_a_file(visitor):
    assert (await visitor.get("/static/desk.css")).headers["content-type"].startswith("text/css")
    assert (await visitor.get("/static/../build_desk.py")).status_code == 404
    assert {path.name for path in STATIC.iterdir()} == {
        "composer.js",
        "desk.css",
        "desk.svg",
        "forms.js",
        "live.js",
        "notice.js",
    }


@pytest.mark.parametrize("path", ["/static", "/case/RF-7K3M-92QD/", "/sign-in/"])
async def test_no_address_leads_to_the_host_that_a_request_names(path, visitor):
    answer = await visitor.client.get(path, headers={"Host": "evil.example"})
    assert answer.status_code == 404
    assert "location" not in answer.headers
