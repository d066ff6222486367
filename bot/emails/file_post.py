"""Emails as `.eml` files in a folder, for a house without a mail server.

A file appears whole or not at all (written beside, then renamed), and carries the email's
own name: an email that is filed twice is one file.
"""

from __future__ import annotations

import asyncio
import os
from email.message import EmailMessage
from pathlib import Path

from bot.emails.mime_message import Encoding
from bot.emails.posting import Posted


class FilePost:
    """Writes each message to `<folder>/<name>.eml`, readable by this user alone."""

    encoding: Encoding = "8bit"
    repeats_safely = True

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def send(self, message: EmailMessage, name: str) -> Posted:
        """Write the message; a full disk or a folder that is closed to us is tried again."""
        try:
            await asyncio.to_thread(self._write, message.as_bytes(), name)
        except OSError as error:
            return Posted("try_again", f"The outbox folder cannot be written: {error.strerror}.")
        return Posted("sent")

    def _write(self, content: bytes, name: str) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        beside = self._folder / f".{name}.{os.getpid()}.tmp"
        try:
            with open(beside, "wb", opener=_private) as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(self._folder / f"{name}.eml")
            _sync_folder(self._folder)
        finally:
            beside.unlink(missing_ok=True)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _sync_folder(folder: Path) -> None:
    """Make the rename itself outlive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
