"""Proof by photo: fetched, checked by its bytes, kept with the case, erased with it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.cases.case_file import CaseFile
from bot.cases.case_files import file_of, files_of
from bot.channels.file_types import type_of
from bot.channels.whatsapp_files import WhatsAppFiles
from bot.channels.whatsapp_graph import LARGEST_FILE, Graph
from tests.bot.channels.conftest import WhatsApp
from tests.bot.channels.webhooks import Customer

ANA = Customer("639171234567", "PH.1")
JPEG = b"\xff\xd8\xff\xe0" + b"a receipt" * 100


async def fetch(whatsapp: WhatsApp) -> CaseFile:
    settings = whatsapp.app.settings.whatsapp
    assert settings is not None
    graph = Graph(settings)
    await WhatsAppFiles(whatsapp.app, graph).fetch_due()
    await graph.close()
    with whatsapp.app.database.reading() as session:
        file: CaseFile = session.execute(select(CaseFile)).scalar_one()
        return file


async def test_a_photo_is_kept_with_the_case(whatsapp: WhatsApp) -> None:
    await whatsapp.take(ANA.photo("photo", whatsapp.fake.keep("photo", JPEG, "image/jpeg")))
    file = await fetch(whatsapp)
    assert (file.state, file.media_type, file.content) == ("stored", "image/jpeg", JPEG)
    assert file.source is None, "What WhatsApp called it is not needed any more."
    with whatsapp.app.database.reading() as session:
        (entry,) = files_of(session, 1)
        found = file_of(session, 1, entry.id)
        assert found is not None
        assert found.content == JPEG
        assert file_of(session, 2, entry.id) is None, "Only through its own case."


@pytest.mark.parametrize(
    ("content", "error"),
    [(b"MZ" + b"\0" * 50, "not what"), (b"\xff\xd8\xff" + b"x" * LARGEST_FILE, "too large")],
    ids=["a program", "too large"],
)
async def test_what_is_no_photo_and_what_is_too_large_is_not_kept(
    whatsapp: WhatsApp, content: bytes, error: str
) -> None:
    digest = whatsapp.fake.keep("photo", content, "image/jpeg")
    await whatsapp.take(ANA.photo("photo", digest))
    file = await fetch(whatsapp)
    assert (file.state, file.content) == ("refused", None)
    assert error in str(file.error)


async def test_other_bytes_than_were_announced_are_fetched_again(whatsapp: WhatsApp) -> None:
    whatsapp.fake.keep("photo", JPEG, "image/jpeg")
    await whatsapp.take(ANA.photo("photo", "c29tZXRoaW5nIGVsc2U="))
    file = await fetch(whatsapp)
    assert (file.state, file.attempts, file.content) == ("pending", 1, None)


async def test_a_file_that_whatsapp_does_not_have_is_noted(whatsapp: WhatsApp) -> None:
    await whatsapp.take(ANA.photo("gone", ""))
    file = await fetch(whatsapp)
    assert (file.state, file.error) == ("refused", "100")


@pytest.mark.parametrize(
    ("content", "kind", "media_type"),
    [
        (b"%PDF-1.7 ...", "document", "application/pdf"),
        (b"%PDF-1.7 ...", "image", None),
        (b"OggS....", "audio", "audio/ogg"),
        (b"PK\x03\x04 only a zip", "document", None),
        (b"<script>alert(1)</script>", "image", None),
        (b"Ref 1234\nPaid 100", "document", "text/plain"),
        (b"\x7fELF\x02", "document", None),
        (b"", "document", None),
    ],
)
def test_a_file_is_what_its_bytes_say(content: bytes, kind: str, media_type: str | None) -> None:
    assert type_of(content, kind) == media_type
