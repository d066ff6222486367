from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.emails.draft import OUTCOMES, draft_request
from bot.emails.fill import TEMPLATES
from bot.errors import NotAllowed

EXPECTED = Path(__file__).parent / "expected"
AMOUNT = {"value": "1000.00", "currency": "PHP", "by": "gcash"}


def _decision(outcome, **more):
    return {
        "outcome": outcome,
        "because": None,
        "leaning": None,
        "amount": None,
        "alternatives": [],
        "clauses": [],
        "missing": [],
        "claimed": [],
        "turns_on": [],
        "deadlines": {
            "request_by": None,
            "ask_again_at": None,
            "answer_by": "2026-12-01T23:59:59+08:00",
        },
        **more,
    }


CASES = {
    "eligible": _decision(
        "eligible", clauses=["2"], amount=AMOUNT, claimed=["purchased_at", "messages_sent"]
    ),
    "review": _decision(
        "review",
        because="conflict",
        leaning="favourable",
        clauses=["5", "2"],
        alternatives=[
            {"amount": AMOUNT, "clauses": ["2"], "why": "the full amount"},
            {
                "amount": {"value": "400.00", "currency": "PHP", "by": "sms_credits"},
                "clauses": ["2", "6"],
                "why": "the value that remains",
            },
        ],
    ),
    "not_eligible": _decision(
        "not_eligible", clauses=["2", "5"], counterfactual="With no message sent: in full."
    ),
    "wait": _decision(
        "wait", clauses=["2.2"], deadlines={"ask_again_at": "2026-11-25T11:00:00+08:00"}
    ),
    "need_facts": _decision("need_facts", missing=["purchased_at", "messages_sent"]),
}


@pytest.fixture
def told(claim):
    claim("account_email", "ana@customer.example")
    claim("transaction_id", "IPG-1001")
    claim("purchased_at", "2026-11-24T11:00:00+08:00")
    claim("messages_sent", 0)
    claim("ground", "change_of_mind")
    claim("payment_reference", None, unknowable=True)


@pytest.mark.parametrize("outcome", OUTCOMES)
@pytest.mark.usefixtures("told")
def test_each_outcome_has_its_words(outcome, case, merchant, now):
    email = draft_request(case, CASES[outcome], merchant, now)
    expected = (EXPECTED / f"{outcome}.txt").read_text(encoding="utf-8")
    assert f"Subject: {email.subject}\n\n{email.body}" == expected
    assert (email.kind, email.state, email.to) == ("request", "draft", merchant.email_to)


#: Emails that are no request to the merchant.
OTHERS = {"_base", "copy", "to_copy", "follow_up", "notice", "desk_notice"}


def test_every_folder_of_an_outcome_is_one_that_a_request_is_filed_with():
    folders = {path.name for path in TEMPLATES.iterdir()} - OTHERS
    assert folders == set(OUTCOMES)


def test_an_outcome_without_a_request_is_refused(case, merchant, now):
    with pytest.raises(NotAllowed, match="elsewhere"):
        draft_request(case, _decision("elsewhere"), merchant, now)


@pytest.mark.parametrize(
    ("left", "urgent"),
    [
        (timedelta(hours=3), False),
        (timedelta(hours=3) - timedelta(seconds=1), True),
        (timedelta(0), True),
        (timedelta(seconds=-1), False),
    ],
)
def test_urgent_stands_in_the_subject_where_it_is_true(left, urgent, case, merchant, now):
    decision = _decision("eligible", clauses=["2"], deadlines={"request_by": str(now + left)})
    subject = draft_request(case, decision, merchant, now).subject
    assert subject.startswith("URGENT: Refund request") is urgent


def test_how_little_time_is_urgent_is_the_merchants_own(case, merchant, now):
    merchant = replace(merchant, urgent_within_hours=1)
    left = str(now + timedelta(hours=1))
    decision = _decision("eligible", clauses=["2"], deadlines={"request_by": left})
    assert "URGENT" not in draft_request(case, decision, merchant, now).subject
    later = now + timedelta(seconds=1)
    assert "URGENT" in draft_request(case, decision, merchant, later).subject


@pytest.mark.usefixtures("told")
def test_the_record_counts_and_the_customers_word_stands_beside_it(case, merchant, record, now):
    record("messages_sent", 3)
    body = draft_request(case, CASES["eligible"], merchant, now).body
    assert "Messages sent from it (from your records): 3\n  differs: the customer says 0" in body
    assert "not proved" not in body


@pytest.mark.usefixtures("told")
def test_the_record_stays_hidden_from_who_has_proved_nothing(case, merchant, record, now):
    record("messages_sent", 3)
    record("refunded_amount", "999.00")
    case.proved = False
    body = draft_request(case, CASES["eligible"], merchant, now).body
    assert "your records):" not in body
    assert "999" not in body


def test_what_is_typed_forges_neither_a_line_nor_a_header(case, merchant, claim, now):
    claim("transaction_id", "X\r\nBcc: thief@evil.example\n- Paid (from your records): ₱9")
    email = draft_request(case, CASES["eligible"], merchant, now)
    assert len(email.subject.splitlines()) == 1
    lines = email.body.splitlines()
    assert not any(line.startswith(("Bcc", "- Paid")) for line in lines)
    assert any(
        line.startswith("- Transaction ID (claimed by the customer): X Bcc") for line in lines
    )


def test_an_open_chargeback_warns_not_to_pay_twice(case, merchant, claim, now):
    assert "WARNING" not in draft_request(case, CASES["review"], merchant, now).body
    claim("chargeback_opened", value=True)
    body = draft_request(case, CASES["review"], merchant, now).body
    assert "WARNING: a dispute of this payment" in body


def test_a_suspicion_is_not_told_in_words_that_the_customer_reads(case, merchant, record, now):
    record("abuse_flags", ["fraud ring"])
    email = draft_request(case, _decision("review", because="abuse"), merchant, now)
    assert "abuse" not in email.body.lower()
    assert "fraud" not in email.body.lower()


def test_one_of_two_references_is_enough(case, merchant, claim, now):
    merchant.email_needs["any"] = ("transaction_id or payment_reference",)
    merchant.email_needs["sms_credits"] = ()
    assert (
        "Not given: Transaction ID or GCash reference"
        in draft_request(case, CASES["eligible"], merchant, now).body
    )
    claim("payment_reference", "G-1")
    body = draft_request(case, CASES["eligible"], merchant, now).body
    assert "GCash reference (claimed by the customer): G-1" in body
    assert "Not given" not in body


def test_what_it_turns_on_is_named(case, merchant, now):
    decision = _decision("review", because="unverified", clauses=["2"], turns_on=["purchased_at"])
    body = draft_request(case, decision, merchant, now).body
    assert "What it turns on: time of purchase." in body
