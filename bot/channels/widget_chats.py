"""The chats of websites as the database has them: entered, read in parts, and how each stands."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

from bot.cases.chat_sessions import ChatKey, enter_chat, new_chat, seen_in
from bot.cases.database import Database
from bot.cases.queries import standing
from bot.cases.texts import conversation_of
from bot.channels.widget_post import shown

#: How much of a conversation is shown at once, in messages.
SHOWN = 200


class Chats:
    """Reads and opens chats; each call waits for the database, so it belongs into a thread."""

    def __init__(self, database: Database, channel: str) -> None:
        self._database = database
        self._channel = channel

    def enter(self, key: ChatKey | None, merchant: str, account: str | None) -> ChatKey | str:
        """Open a new chat, or the one of that key; return its key, or why it is not opened."""
        with self._database.writing() as session:
            if key is None:
                return new_chat(session, merchant, account, datetime.now(timezone.utc))
            return enter_chat(session, key, merchant, account) or key

    def part(self, chat: str, before: int | None) -> dict[str, Any]:
        """Return the newest part of a conversation, or the part before a message."""
        with self._database.reading() as session:
            found = conversation_of(session, self._channel, chat, before=before, last=SHOWN + 1)
        part = found[-SHOWN:]
        return {"messages": [shown(message) for message in part], "earlier": len(found) > SHOWN}

    def standing(self, chat: str) -> tuple[int, dict[str, str | None]]:
        """Return the last message that was seen, and who speaks in which case."""
        with self._database.reading() as session:
            who, ref = standing(session, self._channel, chat) or (None, None)
            return seen_in(session, chat), {"who_speaks": who, "ref": ref}
