"""Fetches what customers sent on WhatsApp, at once: its address lives minutes, its id a week.

A file is kept once its bytes are what WhatsApp says they are, and of a kind that its message can
hold. What cannot be had is noted, for staff.
"""

from __future__ import annotations

import asyncio
import base64
import hmac
import logging
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

from bot.app import App
from bot.cases.case_file import CaseFile
from bot.cases.case_files import fetch_later, files_to_fetch, keep_file, refuse_file
from bot.channels.file_types import type_of
from bot.channels.whatsapp_graph import Fetched, Graph, TooLarge, digest_of
from bot.channels.whatsapp_refusals import NotTaken

log = logging.getLogger(__name__)

#: How many files are looked for at once.
BATCH = 10
#: WhatsApp forgets a file after 7 days.
GIVEN_UP_AFTER = timedelta(days=7)
LONGEST_WAIT = 3600


class WhatsAppFiles:
    """Fetches the files that wait, one after another."""

    def __init__(self, app: App, graph: Graph) -> None:
        self._app = app
        self._graph = graph

    async def fetch_due(self) -> int:
        """Fetch the files whose time has come; return how many were tried."""
        now = datetime.now(timezone.utc)
        waiting = await asyncio.to_thread(self._waiting, now)
        for file in waiting:
            await self._fetch(file)
        return len(waiting)

    async def _fetch(self, file: CaseFile) -> None:
        source = file.source or {}
        try:
            fetched = await self._graph.fetch(source["number_id"], source["media_id"])
        except TooLarge:
            await self._write(lambda s: refuse_file(s, file.id or 0, "too large"))
        except NotTaken as refused:
            await self._not_had(file, refused)
        except Exception:
            log.exception("file %s cannot be fetched now", file.id)
            await self._not_had(file, NotTaken("unreadable", "later"))
        else:
            await self._keep(file, fetched)

    async def _keep(self, file: CaseFile, fetched: Fetched) -> None:
        digest = digest_of(fetched.content)
        given = (fetched.sha256, str((file.source or {}).get("sha256") or ""))
        media_type = type_of(fetched.content, file.kind)
        if not all(_is_digest(digest, each) for each in given):
            await self._not_had(file, NotTaken("other bytes than announced", "later"))
        elif media_type is None:
            await self._write(lambda s: refuse_file(s, file.id or 0, "not what it says it is"))
        else:
            kind = media_type
            await self._write(lambda s: keep_file(s, file.id or 0, fetched.content, kind, digest))

    async def _not_had(self, file: CaseFile, refused: NotTaken) -> None:
        now = datetime.now(timezone.utc)
        tries = file.attempts + 1
        if refused.calls == "never" or now - file.at > GIVEN_UP_AFTER:
            log.warning("file %s cannot be had: %s", file.id, refused.code)
            await self._write(lambda s: refuse_file(s, file.id or 0, refused.code))
            return
        wait = timedelta(seconds=min(2.0**tries, LONGEST_WAIT))
        await self._write(lambda s: fetch_later(s, file.id or 0, refused.code, tries, now + wait))

    def _waiting(self, now: datetime) -> list[CaseFile]:
        with self._app.database.reading() as session:
            return files_to_fetch(session, now, BATCH)

    async def _write(self, change: Callable[[Any], None]) -> None:
        def write() -> None:
            with self._app.database.writing() as session:
                change(session)

        await asyncio.to_thread(write)


def _is_digest(digest: str, given: str) -> bool:
    """Compare a digest with one that was announced, in hex or in base64; none announced is right.

    Statuses and files of different versions of the API write it in either way.
    """
    if not given:
        return True
    in_base64 = base64.b64encode(bytes.fromhex(digest)).decode()
    return hmac.compare_digest(digest, given.lower()) or hmac.compare_digest(in_base64, given)
