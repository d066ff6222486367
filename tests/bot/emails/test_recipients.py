from __future__ import annotations

from dataclasses import replace

import pytest

from bot.cases.case import Email
from bot.emails.recipients import may_be_sent_to, proved_address


def _email(kind, to, now):
    return Email(kind, to, "Subject", "Body", now)


def test_a_request_goes_to_the_merchant_and_to_nobody_else(case, merchant, now):
    assert may_be_sent_to(_email("request", "Support@merchant.example", now), case, merchant)
    assert not may_be_sent_to(_email("request", "someone@evil.example", now), case, merchant)
    assert not may_be_sent_to(_email("request", "support@merchant.example", now), case, None)


def test_a_merchant_without_an_address_gets_no_mail(case, merchant, now):
    nobody = replace(merchant, email_to=None)
    assert not may_be_sent_to(_email("request", "", now), case, nobody)
    assert not may_be_sent_to(_email("request", "", now), case, replace(merchant, email_to=""))


@pytest.mark.parametrize(
    "to", ["a@b.example, support@merchant.example", "support@merchant.example\nBcc: a@b.example"]
)
def test_a_second_address_beside_the_merchants_is_refused(to, case, merchant, now):
    assert not may_be_sent_to(_email("request", to, now), case, merchant)


def test_a_reminder_goes_to_the_merchant_alone(case, merchant, record, now):
    record("account_email", "ana@customer.example")
    assert may_be_sent_to(_email("follow_up", "support@merchant.example", now), case, merchant)
    assert not may_be_sent_to(_email("follow_up", "ana@customer.example", now), case, merchant)


def test_a_notice_goes_to_the_proved_customer_and_never_to_the_merchant(
    case, merchant, record, now
):
    record("account_email", "ana@customer.example")
    assert may_be_sent_to(_email("notice", "ana@customer.example", now), case, merchant)
    assert not may_be_sent_to(_email("notice", "support@merchant.example", now), case, merchant)


def test_a_copy_goes_to_the_address_on_record_of_a_proved_customer(
    case, merchant, record, claim, now
):
    claim("account_email", "thief@evil.example")
    copy = _email("copy", "ana@customer.example", now)
    assert not may_be_sent_to(copy, case, merchant)
    record("account_email", "ana@customer.example")
    assert may_be_sent_to(copy, case, merchant)
    assert not may_be_sent_to(_email("copy", "thief@evil.example", now), case, merchant)


def test_a_claimed_address_is_no_proof_even_of_a_proved_customer(case, claim):
    claim("account_email", "thief@evil.example")
    case.proved = True
    assert proved_address(case) is None


def test_an_address_on_record_is_not_used_before_the_proof(case, record):
    record("account_email", "ana@customer.example")
    case.proved = False
    assert proved_address(case) is None
