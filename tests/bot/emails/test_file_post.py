from __future__ import annotations

import os
from email.message import EmailMessage

import pytest

from bot.emails.file_post import FilePost


def _message(text):
    message = EmailMessage()
    message.set_content(text)
    return message


async def test_an_email_filed_twice_is_one_file(tmp_path):
    post = FilePost(tmp_path / "outbox")
    await post.send(_message("first"), "RF-1-1")
    assert (await post.send(_message("again"), "RF-1-1")).ending == "sent"
    assert [file.name for file in (tmp_path / "outbox").iterdir()] == ["RF-1-1.eml"]
    assert "again" in (tmp_path / "outbox" / "RF-1-1.eml").read_text()


async def test_only_this_user_can_read_it(tmp_path):
    await FilePost(tmp_path).send(_message("words"), "RF-1-1")
    assert (tmp_path / "RF-1-1.eml").stat().st_mode & 0o777 == 0o600


async def test_dying_before_the_rename_leaves_no_email(tmp_path, monkeypatch):
    def die(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", die)
    with pytest.raises(KeyboardInterrupt):
        FilePost(tmp_path)._write(b"half", "RF-1-1")
    assert list(tmp_path.glob("*.eml")) == []


async def test_a_folder_that_cannot_be_written_is_tried_again(tmp_path):
    (tmp_path / "outbox").write_text("a file, no folder")
    posted = await FilePost(tmp_path / "outbox").send(_message("words"), "RF-1-1")
    assert posted.ending == "try_again"
