"""What customers sent besides words, on the page of their case and by itself."""

from __future__ import annotations

import hashlib

import pytest
from sqlalchemy import select

from bot.cases.case import Message
from bot.cases.case_file import CaseFile
from bot.cases.case_files import keep_file, refuse_file
from bot.cases.case_marker import case_marker
from bot.cases.erase import erase
from bot.cases.steps import load_case
from bot.desk.file_view import size_words
from tests.bot.desk.conftest import NOW

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 2040


@pytest.fixture
def ref(cases):
    return cases.add(text="Here is my receipt")


@pytest.fixture
def send_file(database):
    """Put a file into a case, waiting to be fetched, then what becomes of it."""

    def send(ref, kind="image", name=None, kept=None, refused=None):
        with database.writing() as session:
            of_case = Message.case_id == load_case(session, ref).id
            message = session.execute(select(Message).where(of_case)).scalars().first()
            file = CaseFile(message.id, NOW, kind, {}, name)
            session.add(file)
            session.flush()
            if kept:
                content, media_type = kept
                digest = hashlib.sha256(content).hexdigest()
                keep_file(session, file.id, content, media_type, digest)
            if refused:
                refuse_file(session, file.id, refused)
            return file.id

    return send


async def test_a_photo_stands_under_its_message_and_in_the_list(maya, ref, send_file):
    one = send_file(ref, name="gcash <b>.png", kept=(PNG, "image/png"))
    text = (await maya.get(f"/case/{ref}")).text
    assert text.count(f'src="/case/{ref}/file/{one}"') == 2
    assert text.count("gcash &lt;b&gt;.png") == 2
    message = text[text.index("Here is my receipt") : text.index("</li>")]
    assert f"/case/{ref}/file/{one}" in message
    assert "PNG image, 2 KB, Tue 24 Nov 2026, 2:00 PM Philippine time (UTC+8)" in text


async def test_a_photo_is_shown_and_can_run_nothing(maya, ref, send_file):
    one = send_file(ref, kept=(PNG, "image/png"))
    answer = await maya.get(f"/case/{ref}/file/{one}")
    assert (answer.status_code, answer.content) == (200, PNG)
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"
    assert "content-disposition" not in answer.headers


@pytest.mark.parametrize(
    ("sent", "end"),
    [
        (("text/plain", 'x".html'), ".txt"),
        (("application/pdf", "receipt.exe"), ".pdf"),
        (("application/vnd.openxmlformats-officedocument", "List.XLSX"), ".xlsx"),
        (("application/vnd.openxmlformats-officedocument", "x.scr"), ".zip"),
        (("image/svg+xml", "x.svg"), ""),
    ],
)
async def test_anything_else_is_kept_under_a_name_that_tells_what_it_is(
    maya, ref, send_file, sent, end
):
    media_type, name = sent
    one = send_file(ref, "document", name, kept=(b"<script>alert(1)</script>", media_type))
    answer = await maya.get(f"/case/{ref}/file/{one}")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"] == f'attachment; filename="{ref}-{one}{end}"'
    assert f'src="/case/{ref}/file/{one}"' not in (await maya.get(f"/case/{ref}")).text


async def test_a_file_is_for_nobody_who_may_not_see_its_case(maya, sign_in, cases, ref, send_file):
    one, other = send_file(ref, kept=(PNG, "image/png")), cases.add()
    waiting = send_file(ref)
    ines = await sign_in("Ines")
    assert (await ines.get(f"/case/{ref}/file/{one}")).status_code == 404
    for path in (f"{other}/file/{one}", f"{ref}/file/{waiting}", f"{ref}/file/{10**30}"):
        assert (await maya.get(f"/case/{path}")).status_code == 404
    maya.client.cookies.clear()
    signed_out = await maya.get(f"/case/{ref}/file/{one}")
    assert signed_out.status_code == 303
    assert signed_out.headers["location"].startswith("/sign-in")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("too large", "Could not be fetched: it is too large. Ask the customer to send it again."),
        ("131052", "Could not be fetched: WhatsApp did not hand it out."),
        (None, "Not here yet: it is still being fetched."),
    ],
)
async def test_a_file_that_is_not_there_says_why(maya, ref, send_file, error, words):
    one = send_file(ref, refused=error)
    text = (await maya.get(f"/case/{ref}")).text
    assert text.count(words) == 2
    assert f"/file/{one}" not in text


async def test_of_an_erased_file_nothing_can_be_opened(maya, database, ref, send_file):
    one = send_file(ref, kept=(PNG, "image/png"))
    await maya.act(ref, "close", outcome="answered", reason="Done")
    with database.writing() as session:
        erase(session, load_case(session, ref).id, NOW, "Otto")
    text = (await maya.get(f"/case/{ref}")).text
    assert "It was erased." in text
    assert f"/file/{one}" not in text
    assert (await maya.get(f"/case/{ref}/file/{one}")).status_code == 404


async def test_a_case_without_files_says_so(maya, ref):
    text = (await maya.get(f"/case/{ref}")).text
    part = text[text.index('id="files-part"') :]
    assert "<p>None.</p>" in part[: part.index("</section>")]


def test_an_open_page_is_renewed_when_a_file_has_come(database, ref, send_file):
    def mark():
        with database.reading() as session:
            return case_marker(session, ref)

    marks = [mark()]
    for change in ({}, {"kept": (PNG, "image/png")}, {"refused": "too large"}):
        send_file(ref, **change)
        marks.append(mark())
    assert len(set(marks)) == len(marks)


@pytest.mark.parametrize(
    ("size", "words"),
    [(1, "1 byte"), (812, "812 bytes"), (245_760, "240 KB"), (1_258_291, "1.2 MB")],
)
def test_sizes_are_said_as_people_read_them(size, words):
    assert size_words(size) == words
