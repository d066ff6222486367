from __future__ import annotations

import pytest

from bot.cases.case import Email
from bot.emails.draft import draft_copy


@pytest.fixture(autouse=True)
def filed(case, now):
    case.decision = {
        "outcome": "eligible",
        "deadlines": {"answer_by": "2026-12-01T23:59:59+08:00"},
    }
    request = Email("request", "support@merchant.example", "The subject", "The body.\n", now)
    case.emails.append(request)


def test_a_proved_customer_gets_the_request_as_it_was_sent(case, merchant, record, now):
    record("account_email", "ana@customer.example")
    copy = draft_copy(case, merchant, now)
    assert (copy.kind, copy.to) == ("copy", "ana@customer.example")
    assert "RF-7K3M-92QD" in copy.subject
    assert "The subject" in copy.body
    assert "The body." in copy.body
    assert "the end of Tue 1 Dec 2026, Philippine time (UTC+8)" in copy.body


def test_an_unproved_customer_gets_no_copy(case, merchant, claim, now):
    claim("account_email", "ana@customer.example")
    assert draft_copy(case, merchant, now) is None


def test_without_a_request_there_is_nothing_to_copy(case, merchant, record, now):
    record("account_email", "ana@customer.example")
    case.emails.clear()
    assert draft_copy(case, merchant, now) is None
