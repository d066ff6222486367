"""The page without JavaScript: a conversation by forms, and nobody else's words."""

from __future__ import annotations

import httpx

from tests.journeys.product import Product


def test_a_customer_writes_presses_a_button_and_reads_the_answer(product: Product) -> None:
    with httpx.Client(base_url=product.url, follow_redirects=True) as browser:
        assert 'name="merchant"' in browser.get("/").text
        page = browser.post("/say", data={"merchant": "iprog", "text": "<b>hello</b>"})
        assert "What happened?" in page.text
        assert "&lt;b&gt;hello&lt;/b&gt;" in page.text
        page = browser.get("/")
        assert "script" not in page.headers["content-security-policy"]
        assert "What happened?" in page.text


def test_the_cookie_is_for_the_server_alone_and_another_browser_sees_nothing(
    product: Product,
) -> None:
    answer = httpx.post(f"{product.url}/say", data={"text": "my secret words"})
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "my secret words" not in httpx.get(product.url).text


def test_a_form_of_another_site_is_refused(product: Product) -> None:
    foreign = {"Origin": "https://elsewhere.example"}
    answer = httpx.post(f"{product.url}/say", data={"text": "hi"}, headers=foreign)
    assert answer.status_code == httpx.codes.FORBIDDEN
