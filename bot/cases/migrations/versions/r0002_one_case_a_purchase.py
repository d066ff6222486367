"""Let one purchase have one open case, and a case remember who joined it and how it ended.

`cases_one_open_a_purchase` is what makes the rule hold when two conversations prove at the same
moment. Where a database already has two open cases of one purchase, the first keeps its place and
the others stay as they are, with a person.
"""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

#: Alembic cannot add a column with a reference to SQLite's tables, but SQLite can.
JOINED_TO = "ALTER TABLE cases ADD COLUMN joined_to INTEGER REFERENCES cases (id)"


def upgrade() -> None:
    """Add the columns, fill them from what is there, and hold the rule."""
    for column in _columns():
        op.add_column("cases", column)
    op.execute(sa.text(JOINED_TO))
    op.execute(sa.text("UPDATE cases SET closed_at = updated_at WHERE who_speaks = 'closed'"))
    _name_purchases(op.get_bind())
    is_open = sa.text("who_speaks <> 'closed'")
    op.create_index(
        "cases_one_open_a_purchase",
        "cases",
        ["merchant", "purchase_key"],
        unique=True,
        sqlite_where=is_open,
        postgresql_where=is_open,
    )
    op.create_index("cases_of_purchase", "cases", ["merchant", "purchase_key"])


def _columns() -> list[sa.Column]:
    return [
        _json("told", "[]"),
        _json("additions", "[]"),
        _json("aside", "[]"),
        _json("left_out", "[]"),
        sa.Column("customer_zone", sa.Text),
        sa.Column("closed_at", sa.DateTime(timezone=True)),
        sa.Column("paid_by", sa.DateTime(timezone=True)),
        sa.Column("purchase_key", sa.Text),
        sa.Column("vouched_email", sa.Text),
        sa.Column("settlement", sa.JSON),
        _json("voices", "{}"),
        _json("contradictions", "[]"),
    ]


def _json(name: str, empty: str) -> sa.Column:
    return sa.Column(name, sa.JSON, nullable=False, server_default=sa.text(f"'{empty}'"))


def _name_purchases(connection: Any) -> None:
    """Write on each proved case which purchase it is about."""
    taken = set()
    for row in connection.execute(sa.text(_PROVED)).all():
        key = _purchase_key(row.value)
        if row.who_speaks != "closed":
            if (row.merchant, key) in taken:
                continue
            taken.add((row.merchant, key))
        named = sa.text("UPDATE cases SET purchase_key = :key WHERE id = :id")
        connection.execute(named, {"key": key, "id": row.id})


_PROVED = """
    SELECT cases.id, cases.merchant, cases.who_speaks, case_facts.value
    FROM cases JOIN case_facts ON case_facts.case_id = cases.id
    WHERE cases.proved AND case_facts.source = 'record' AND case_facts.name = 'transaction_id'
    ORDER BY cases.id
"""


def _purchase_key(value: Any) -> str:
    """Return what `purchase.transaction_key` returned when this step was written."""
    text = json.loads(value) if isinstance(value, str) and value.startswith('"') else str(value)
    kept = (c for c in text.upper() if not c.isspace() and c not in "-_\u2212")
    return "".join(c for c in kept if not "\u2010" <= c <= "\u2015").replace("O", "0")
