from __future__ import annotations

import pytest

from bot.emails.smtp_server import SmtpServer, read_smtp_url
from bot.errors import BadSetting


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://127.0.0.1:1025", SmtpServer("127.0.0.1", 1025, tls=False)),
        ("smtp://mail.example", SmtpServer("mail.example", 587, tls=False)),
        (
            "smtps://me%40x.example:p%3Aw@mail.example/",
            SmtpServer("mail.example", 465, tls=True, user="me@x.example", password="p:w"),
        ),
    ],
)
def test_an_address_of_a_mail_server_is_read(url, server):
    assert read_smtp_url(url) == server


@pytest.mark.parametrize(
    "url", ["mail.example:25", "http://mail.example", "smtp://", "smtp://mail.example:me", "smtp:"]
)
def test_what_is_no_address_is_refused_with_what_to_do(url):
    with pytest.raises(BadSetting, match="smtp://user:password@host:port"):
        read_smtp_url(url)


def test_the_password_stays_out_of_errors_and_of_repr():
    with pytest.raises(BadSetting) as error:
        read_smtp_url("smtp://me:secret@mail.example:port")
    assert "secret" not in str(error.value)
    assert "secret" not in repr(read_smtp_url("smtp://me:secret@mail.example"))
