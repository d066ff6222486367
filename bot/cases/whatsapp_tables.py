"""WhatsApp's own tables: what it reported, and who writes to which of our numbers."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Table, Text, UniqueConstraint

from bot.cases.columns import UtcTime, json_column_type
from bot.cases.tables import METADATA

#: What WhatsApp reported; the payload goes as soon as its work is done (see `whatsapp_events.py`).
WHATSAPP_INBOUND = Table(
    "whatsapp_inbound",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("digest", Text, nullable=False, unique=True),
    Column("number_id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("payload", json_column_type()),
    Column("at", UtcTime, nullable=False, index=True),
    Column("state", Text, nullable=False),
    Index("whatsapp_inbound_to_do", "state", "id"),
)

#: Who writes to which of our numbers, and when they last did (see `whatsapp_senders.py`).
WHATSAPP_SENDERS = Table(
    "whatsapp_senders",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("number_id", Text, nullable=False),
    Column("sender", Text, nullable=False),
    Column("user_id", Text),
    Column("wa_id", Text),
    Column("written_at", UtcTime, nullable=False),
    UniqueConstraint("number_id", "sender", name="whatsapp_senders_once"),
    Index("whatsapp_senders_by_sender", "sender"),
    Index("whatsapp_senders_by_user", "user_id"),
    Index("whatsapp_senders_by_phone", "wa_id"),
)
