"""Let staff work on cases: who has one, who said a message, who may do what, who is signed in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add the columns and the tables of the people at the desk."""
    op.add_column("cases", sa.Column("held_by", sa.Text))
    op.add_column("cases", sa.Column("held_until", TIME))
    op.create_index("cases_versions", "cases", ["merchant", "version"])
    op.add_column("messages", sa.Column("author_name", sa.Text))
    for column in (
        sa.Column("first_name", sa.Text),
        _list("merchants"),
        sa.Column("totp_secret", sa.Text),
        sa.Column("totp_step", sa.Integer),
        _list("recovery_codes"),
        sa.Column("disabled_at", TIME),
    ):
        op.add_column("staff", column)
    _add_sessions()
    _add_log()
    _add_blocked()


def _list(name: str) -> sa.Column:
    return sa.Column(name, sa.JSON, nullable=False, server_default=sa.text("'[]'"))


def _add_sessions() -> None:
    op.create_table(
        "staff_sessions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("digest", sa.Text, nullable=False, unique=True),
        sa.Column("staff_id", sa.Integer, sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("seen_at", TIME, nullable=False),
        sa.Column("ended_at", TIME),
    )
    op.create_index("ix_staff_sessions_staff_id", "staff_sessions", ["staff_id"])
    op.create_table(
        "sign_in_tries",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("key_digest", sa.Text, nullable=False),
        sa.Column("at", TIME, nullable=False),
    )
    op.create_index("sign_in_tries_of_key", "sign_in_tries", ["key_digest", "at"])
    op.create_index("ix_sign_in_tries_at", "sign_in_tries", ["at"])


def _add_log() -> None:
    op.create_table(
        "staff_log",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", TIME, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("detail", sa.JSON, nullable=False),
    )


def _add_blocked() -> None:
    op.create_table(
        "blocked_senders",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("case_id", sa.Integer, sa.ForeignKey("cases.id"), nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("sender_digest", sa.Text, nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("blocked_by", sa.Text, nullable=False),
        sa.Column("lifted_at", TIME),
        sa.Column("lifted_by", sa.Text),
    )
    op.create_index("ix_blocked_senders_case_id", "blocked_senders", ["case_id"])
    op.create_index("blocked_senders_of", "blocked_senders", ["channel", "sender_digest"])
