from __future__ import annotations

from email import message_from_bytes
from email.policy import default

import pytest

from bot.cases.case import Email
from bot.emails.mime_message import mime_message

SENDER = "Refund assistant <refunds@desk.example>"


@pytest.fixture
def email(now):
    return Email("request", "support@merchant.example", "Refund", "₱1,000.00\n", now, id=12)


def _read(message):
    return message_from_bytes(message.as_bytes(), policy=default)


@pytest.mark.parametrize("encoding", ["8bit", "quoted-printable"])
def test_the_message_can_be_read_back(email, case, encoding):
    read = _read(mime_message(email, case, SENDER, encoding))
    assert read["To"] == "support@merchant.example"
    assert read["From"] == SENDER
    assert read["Subject"] == "Refund"
    assert read["X-Case-Reference"] == "RF-7K3M-92QD"
    assert read["Message-ID"] == "<rf-7k3m-92qd-12@desk.example>"
    assert read["Date"].datetime == email.at
    assert read.get_content().strip() == "₱1,000.00"


def test_the_same_email_gives_the_same_bytes(email, case):
    assert (
        mime_message(email, case, SENDER, "8bit").as_bytes()
        == mime_message(email, case, SENDER, "8bit").as_bytes()
    )


def test_a_subject_cannot_bring_a_header_of_its_own(email, case):
    email.subject = "Refund\r\nBcc: thief@evil.example\n\nHello"
    read = _read(mime_message(email, case, SENDER, "8bit"))
    assert read["Bcc"] is None
    assert read["Subject"] == "Refund Bcc: thief@evil.example Hello"


def test_a_file_shows_the_words_as_they_are(email, case):
    assert "₱1,000.00" in mime_message(email, case, SENDER, "8bit").as_bytes().decode()


def test_a_mail_server_gets_plain_ascii(email, case):
    assert mime_message(email, case, SENDER, "quoted-printable").as_bytes().isascii()


def test_answers_go_to_the_customer_only_once_proved(email, case, record):
    assert mime_message(email, case, SENDER, "8bit")["Reply-To"] is None
    record("account_email", "ana@customer.example")
    assert mime_message(email, case, SENDER, "8bit")["Reply-To"] == "ana@customer.example"
