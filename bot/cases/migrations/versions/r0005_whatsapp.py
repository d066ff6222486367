"""Keep what WhatsApp brings: its events, who writes, ticks, files, numbers on accounts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add the tables, and the columns of deliveries, messages and the ledger."""
    _add_events()
    _add_senders()
    _add_files()
    for column in (
        sa.Column("channel_message_id", sa.Text),
        sa.Column("delivered_at", TIME),
        sa.Column("read_at", TIME),
        sa.Column("error", sa.Text),
        sa.Column("not_before", TIME),
    ):
        op.add_column("deliveries", column)
    op.create_index("deliveries_by_channel_id", "deliveries", ["channel_message_id"])
    op.add_column("messages", sa.Column("sent_as", sa.JSON))
    op.add_column("ledger", sa.Column("account_phone", sa.Text))
    op.create_index("ledger_by_phone", "ledger", ["merchant", "account_phone"])


def _add_events() -> None:
    op.create_table(
        "whatsapp_inbound",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("digest", sa.Text, nullable=False, unique=True),
        sa.Column("number_id", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("payload", sa.JSON),
        sa.Column("at", TIME, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
    )
    op.create_index("whatsapp_inbound_to_do", "whatsapp_inbound", ["state", "id"])
    op.create_index("ix_whatsapp_inbound_at", "whatsapp_inbound", ["at"])


def _add_senders() -> None:
    op.create_table(
        "whatsapp_senders",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("number_id", sa.Text, nullable=False),
        sa.Column("sender", sa.Text, nullable=False),
        sa.Column("user_id", sa.Text),
        sa.Column("wa_id", sa.Text),
        sa.Column("written_at", TIME, nullable=False),
        sa.UniqueConstraint("number_id", "sender", name="whatsapp_senders_once"),
    )
    op.create_index("whatsapp_senders_by_sender", "whatsapp_senders", ["sender"])
    op.create_index("whatsapp_senders_by_user", "whatsapp_senders", ["user_id"])
    op.create_index("whatsapp_senders_by_phone", "whatsapp_senders", ["wa_id"])


def _add_files() -> None:
    op.create_table(
        "case_files",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("message_id", sa.Integer, sa.ForeignKey("messages.id"), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("source", sa.JSON),
        sa.Column("name", sa.Text),
        sa.Column("media_type", sa.Text),
        sa.Column("size", sa.Integer),
        sa.Column("sha256", sa.Text),
        sa.Column("content", sa.LargeBinary),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("error", sa.Text),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("not_before", TIME),
    )
    op.create_index("ix_case_files_message_id", "case_files", ["message_id"])
    op.create_index("case_files_to_do", "case_files", ["state", "not_before"])
