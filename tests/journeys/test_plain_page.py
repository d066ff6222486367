"""The page without JavaScript: a conversation by forms, and nobody else's words."""

from __future__ import annotations

import re
from collections.abc import Iterator

import httpx
import pytest

from tests.journeys.product import Product


@pytest.fixture
def browser(product: Product) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=product.url, follow_redirects=True, timeout=30) as client:
        yield client


def test_a_customer_writes_presses_a_button_and_reads_the_answer(browser: httpx.Client) -> None:
    assert 'name="company"' in browser.get("/plain").text
    words = "<b>hello</b>, I want a refund, txn JRN-2005, page@example.com, I changed my mind"
    page = browser.post("/plain/say", data={"company": "iprog", "text": words})
    assert "Is that right?" in page.text
    assert "&lt;b&gt;hello&lt;/b&gt;" in page.text
    page = browser.get("/plain")
    assert "script" not in page.headers["content-security-policy"]
    assert "Is that right?" in page.text
    button = re.search(r'name="button" value="([^"]+)">([^<]+)<', page.text)
    assert button is not None
    page = browser.post("/plain/say", data={"button": button[1]})
    assert f"<p>{button[2]}</p>" in page.text


def test_the_cookie_is_for_the_server_alone_and_another_browser_sees_nothing(
    product: Product, browser: httpx.Client
) -> None:
    answer = httpx.get(f"{product.url}/plain")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "my secret words" in browser.post("/plain/say", data={"text": "my secret words"}).text
    assert "my secret words" not in httpx.get(f"{product.url}/plain").text


def test_a_form_of_another_site_is_refused(product: Product) -> None:
    for origin in ("https://elsewhere.example", "null"):
        for path in ("/plain/say", "/plain/leave"):
            answer = httpx.post(
                f"{product.url}{path}", data={"text": "hi"}, headers={"Origin": origin}
            )
            assert answer.status_code == httpx.codes.FORBIDDEN


def test_the_company_of_the_address_is_named_and_stays(
    product: Product, browser: httpx.Client
) -> None:
    page = browser.get("/plain?merchant=iprog")
    assert 'name="company"' not in page.text
    assert "<h1>Refund assistant for IPROG TECH</h1>" in page.text
    page = browser.post("/plain/say", data={"merchant": "iprog", "text": "hello"})
    assert page.url.params["merchant"] == "iprog"
    assert 'name="merchant" value="iprog"' in page.text
    assert product.case_of(sender_of(browser))["merchant"] == "iprog"


def test_a_company_that_there_is_not_is_asked_for(browser: httpx.Client) -> None:
    page = browser.get('/plain?merchant="><b>acme')
    assert 'name="company"' in page.text
    assert "<b>acme" not in page.text
    page = browser.post("/plain/say", data={"merchant": "acme", "text": "hello"})
    assert "acme" not in str(page.url)


def test_nothing_written_is_told_kindly_and_stored_nowhere(browser: httpx.Client) -> None:
    page = browser.post("/plain/say", data={"merchant": "iprog", "text": " \n "})
    assert page.status_code == httpx.codes.OK
    assert "Nothing was written yet." in page.text
    assert '<li class="customer">' not in page.text


def test_a_form_that_is_sent_twice_is_stored_once_and_the_answer_shown(
    product: Product, browser: httpx.Client
) -> None:
    form = form_of(browser.get("/plain?merchant=iprog").text)
    assert sender_of(browser), "Two first messages at once are one sender's."
    pages = [browser.post("/plain/say", data={**form, "text": "hello"}) for _ in range(2)]
    assert pages[0].text.count("What happened?") == pages[1].text.count("What happened?") == 1
    said = product.case_of(sender_of(browser))["messages"]
    assert [m["text"] for m in said if m["from"] == "customer"] == ["hello"]


def test_other_words_in_an_old_form_are_not_lost(product: Product, browser: httpx.Client) -> None:
    form = form_of(browser.get("/plain?merchant=iprog").text)
    for text in ("hello", "how long does it take?"):
        browser.post("/plain/say", data={**form, "text": text})
    said = product.case_of(sender_of(browser))["messages"]
    assert [m["text"] for m in said if m["from"] == "customer"] == [
        "hello",
        "how long does it take?",
    ]


def test_who_leaves_is_forgotten_on_this_computer(browser: httpx.Client) -> None:
    browser.post("/plain/say", data={"merchant": "iprog", "text": "hello from me"})
    page = browser.post("/plain/leave", data={"merchant": "iprog"})
    assert "This chat has ended on this computer." in page.text
    assert "hello from me" not in page.text
    assert page.url.params["merchant"] == "iprog"
    assert "hello from me" not in browser.get("/plain").text


def form_of(page: str) -> dict[str, str]:
    """Return the hidden fields of the page's form."""
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))


def sender_of(browser: httpx.Client) -> str:
    return browser.cookies["refunds_chat"]
