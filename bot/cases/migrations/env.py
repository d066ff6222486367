"""What Alembic runs for a migration, in the transaction that `Database.migrate` began."""

from __future__ import annotations

from alembic import context

from bot.cases.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
