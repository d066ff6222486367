"""A merchant is read with all that its file says."""

from __future__ import annotations

from datetime import time

from tests.bot.policy.loaded import MERCHANTS, book


def test_a_merchant_has_what_its_file_says() -> None:
    iprog = book().merchants["iprog"]
    assert (iprog.id, iprog.name, iprog.standing) == ("iprog", "IPROG TECH", "official")
    assert (iprog.zone, iprog.zone_words) == ("Asia/Manila", "Philippine time")
    assert (iprog.currency, iprog.country, iprog.answer_within) == ("PHP", "PH", 5)
    assert iprog.email_to == "admin+support@iprogtech.com"
    assert (iprog.urgent_subject, iprog.urgent_within_hours) == ("URGENT", 3)
    assert iprog.products["premium_token"] == "a premium token"
    assert iprog.payments["gcash"] == "GCash"
    assert "IPROG SMS" in iprog.also_known_as
    assert iprog.terms["DTI"] == iprog.terms["department of trade and industry"]
    for text in (iprog.hours, iprog.in_short, iprog.how_long, iprog.rights, iprog.how_to_cancel):
        assert text
        assert text == text.strip()
    assert set(iprog.next_words) == {"eligible", "review", "not_eligible"}


def test_hours_are_read_for_the_program_too() -> None:
    hours = book().merchants["iprog"].open
    assert hours is not None
    assert (sorted(hours.days), hours.opens, hours.closes) == ([0, 1, 2, 3, 4], time(9), time(18))


def test_what_a_merchant_does_not_say_is_empty() -> None:
    interakt = book().merchants["interakt"]
    assert interakt.open is None
    assert interakt.standing == "third_party"
    assert interakt.email_to is None
    assert (interakt.urgent_subject, interakt.urgent_within_hours) == (None, None)


def test_an_email_needs_what_its_product_needs_each_once() -> None:
    iprog = book().merchants["iprog"]
    common = iprog.needs_in_email(None)
    assert common[:2] == ("account_email", "transaction_id")
    assert iprog.needs_in_email("premium_token") == common
    credits_ = iprog.needs_in_email("sms_credits")
    assert credits_[: len(common)] == common
    assert len(set(credits_)) == len(credits_)


def test_every_merchant_says_what_comes_next() -> None:
    for name in MERCHANTS:
        for words in book().merchants[name].next_words.values():
            assert words == words.strip()
            assert words
