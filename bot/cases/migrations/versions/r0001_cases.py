"""Make everything that a case needs, and let nobody rewrite its history.

It states the tables as they were at first: `tables.py` goes on, this file does not. It is longer
than most because the first tables come all at once.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables and the triggers."""
    _make_cases()
    _make_messages()
    _make_what_hangs_on_a_case()
    _make_history()
    _make_what_stands_alone()
    for statement in TRIGGERS[op.get_bind().dialect.name]:
        op.execute(sa.text(statement))


def _text(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.Text, nullable=nullable)


def _number(name: str) -> sa.Column:
    return sa.Column(name, sa.Integer, nullable=False)


def _flag(name: str) -> sa.Column:
    return sa.Column(name, sa.Boolean, nullable=False)


def _time(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, TIME, nullable=nullable)


def _json(name: str, *, nullable: bool = True) -> sa.Column:
    return sa.Column(name, sa.JSON, nullable=nullable)


def _id() -> sa.Column:
    return sa.Column("id", sa.Integer, primary_key=True)


def _of(name: str, target: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.Integer, sa.ForeignKey(target), nullable=nullable)


def _make_cases() -> None:
    op.create_table(
        "cases",
        _id(),
        sa.Column("ref", sa.Text, nullable=False, unique=True),
        _text("channel"),
        _text("sender"),
        _text("merchant", nullable=True),
        _time("asked_at"),
        _time("created_at"),
        _time("updated_at"),
        _text("who_speaks"),
        _text("status"),
        _json("open_question"),
        _number("misunderstood"),
        _flag("proved"),
        _flag("confirmed"),
        _json("decision"),
        _text("reason", nullable=True),
        _text("summary", nullable=True),
        _time("waiting_since", nullable=True),
        _time("answer_by", nullable=True),
        _number("history_count"),
        _text("history_head"),
        _number("version"),
    )
    op.create_index("cases_of_sender", "cases", ["channel", "sender"])
    op.create_index("cases_by_speaker", "cases", ["who_speaks", "answer_by"])


def _make_messages() -> None:
    op.create_table(
        "messages",
        _id(),
        _of("case_id", "cases.id"),
        _time("at"),
        _text("author"),
        _text("text", nullable=True),
        _text("state"),
        _text("channel", nullable=True),
        _text("sender", nullable=True),
        _text("channel_message_id", nullable=True),
        _of("in_reply_to", "messages.id", nullable=True),
        _json("buttons", nullable=False),
        sa.UniqueConstraint("channel", "sender", "channel_message_id", name="messages_once"),
    )
    op.create_index("messages_of_case", "messages", ["case_id", "id"])
    received = sa.text("state = 'received'")
    op.create_index(
        "messages_received", "messages", ["id"], sqlite_where=received, postgresql_where=received
    )


def _make_what_hangs_on_a_case() -> None:
    op.create_table(
        "case_facts",
        _id(),
        _of("case_id", "cases.id"),
        _text("name"),
        _text("source"),
        _json("value"),
        _flag("unknowable"),
        _time("at"),
        _of("message_id", "messages.id", nullable=True),
        sa.UniqueConstraint("case_id", "name", "source", name="case_facts_once"),
    )
    op.create_index("case_facts_by_name", "case_facts", ["name"])
    op.create_table(
        "deliveries",
        _id(),
        _of("message_id", "messages.id"),
        _text("channel"),
        _text("address"),
        _text("state"),
        _number("attempts"),
        _time("at"),
    )
    op.create_index("ix_deliveries_message_id", "deliveries", ["message_id"])
    op.create_index("deliveries_to_do", "deliveries", ["channel", "state", "address"])
    op.create_table(
        "emails",
        _id(),
        _of("case_id", "cases.id"),
        _text("kind"),
        _text("recipient"),
        _text("subject"),
        _text("body"),
        _time("at"),
        _text("state"),
        _number("attempts"),
        _time("not_before", nullable=True),
        _text("error", nullable=True),
    )
    op.create_index("ix_emails_case_id", "emails", ["case_id"])
    op.create_index("emails_to_do", "emails", ["state", "not_before"])


def _make_history() -> None:
    op.create_table(
        "history",
        _id(),
        _of("case_id", "cases.id"),
        _number("number"),
        _time("at"),
        _text("actor"),
        _text("action"),
        _json("detail"),
        _text("salt", nullable=True),
        _text("detail_digest"),
        _text("previous"),
        _text("digest"),
        sa.UniqueConstraint("case_id", "number", name="history_once"),
    )


def _make_what_stands_alone() -> None:
    op.create_table(
        "ledger",
        _id(),
        _text("merchant"),
        _text("transaction_id"),
        _text("transaction_key"),
        _text("account_email"),
        _text("email_key"),
        _time("purchased_at"),
        _json("record", nullable=False),
        sa.Column("demo", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.UniqueConstraint("merchant", "transaction_key", name="ledger_once"),
    )
    op.create_index("ledger_by_email", "ledger", ["merchant", "email_key"])
    op.create_table(
        "identity_tries",
        _id(),
        _time("at"),
        _text("sender_digest"),
        _text("email_digest"),
        _text("purchase_digest"),
    )
    for column in ("at", "sender_digest", "email_digest", "purchase_digest"):
        op.create_index(f"ix_identity_tries_{column}", "identity_tries", [column])
    op.create_table(
        "staff",
        _id(),
        sa.Column("name", sa.Text, nullable=False, unique=True),
        _text("password_hash"),
        _text("role"),
        _time("created_at"),
    )


#: What may change in a row of history: its detail and salt, together, to nothing.
_KEPT = ("id", "case_id", "number", "at", "actor", "action", "detail_digest", "previous", "digest")
_SAME_SQLITE = " AND ".join(f"NEW.{name} IS OLD.{name}" for name in _KEPT)
_SAME_POSTGRESQL = " AND ".join(f"NEW.{name} IS NOT DISTINCT FROM OLD.{name}" for name in _KEPT)

TRIGGERS = {
    "sqlite": (
        """CREATE TRIGGER history_stays BEFORE DELETE ON history
        BEGIN SELECT RAISE(ABORT, 'history is append-only: a row stays'); END""",
        f"""CREATE TRIGGER history_is_not_rewritten BEFORE UPDATE ON history
        WHEN NOT (NEW.detail IS NULL AND NEW.salt IS NULL AND {_SAME_SQLITE})
        BEGIN SELECT RAISE(ABORT, 'history is append-only: a row can only be erased'); END""",
        # INSERT OR REPLACE would delete without asking the trigger above.
        """CREATE TRIGGER history_is_not_replaced BEFORE INSERT ON history
        WHEN EXISTS (SELECT 1 FROM history WHERE id = NEW.id
            OR (case_id = NEW.case_id AND number = NEW.number))
        BEGIN SELECT RAISE(ABORT, 'history is append-only: that row exists'); END""",
    ),
    "postgresql": (
        f"""CREATE FUNCTION history_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'UPDATE' THEN
                IF NEW.detail IS NULL AND NEW.salt IS NULL AND {_SAME_POSTGRESQL} THEN
                    RETURN NEW;
                END IF;
            END IF;
            RAISE EXCEPTION 'history is append-only: a row can only be erased';
        END $$""",
        """CREATE TRIGGER history_stays BEFORE UPDATE OR DELETE ON history
        FOR EACH ROW EXECUTE FUNCTION history_is_append_only()""",
        """CREATE TRIGGER history_is_not_emptied BEFORE TRUNCATE ON history
        FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only()""",
    ),
}
