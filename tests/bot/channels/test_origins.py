"""Which websites may show a chat."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.channels.origins import may_show
from bot.policy.chat_look import ChatLook
from bot.policy.load import load_policies
from bot.settings import ROOT

SHOP = "https://shop.example"
MERCHANT = replace(
    next(iter(load_policies(ROOT / "policies").merchants.values())),
    look=ChatLook(allowed_origins=(SHOP,)),
)


@pytest.mark.parametrize(
    ("origin", "may"),
    [
        (SHOP, True),
        ("HTTPS://SHOP.example", True),
        ("http://chat.example:5005", True),
        (None, True),
        ("http://shop.example", False),
        ("https://shop.example.evil.example", False),
        ("https://evil.example", False),
        ("http://chat.example:5006", False),
        ("http://chat.example:5005@evil.example", False),
        ("null", False),
        ("", False),
        ("http://[", False),
    ],
)
def test_the_merchants_websites_and_the_chats_own_pages_may_show_it(
    origin: str | None, *, may: bool
) -> None:
    assert may_show(MERCHANT, origin, "chat.example:5005") is may


def test_nobody_shows_the_chat_of_a_company_that_there_is_not() -> None:
    assert not may_show(None, None, "chat.example")


def test_a_request_without_a_host_makes_no_website_the_chats_own() -> None:
    assert not may_show(MERCHANT, "https://", "")
