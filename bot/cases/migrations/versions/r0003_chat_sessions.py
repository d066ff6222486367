"""Keep the chats on websites: who may open them, and what was seen of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "chat_sessions",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("secret_digest", sa.Text, nullable=False),
        sa.Column("merchant", sa.Text, nullable=False),
        sa.Column("account_digest", sa.Text),
        _time("created_at", nullable=False),
        _time("ended_at"),
        sa.Column("seen_id", sa.Integer, nullable=False, server_default="0"),
        _time("customer_typing_at"),
        _time("staff_typing_at"),
    )


def _time(name: str, *, nullable: bool = True) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)
