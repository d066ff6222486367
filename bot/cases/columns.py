"""Column types: times that go in as UTC and come back aware, and JSON that can be null."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

from sqlalchemy import JSON, DateTime
from sqlalchemy.types import TypeDecorator


class UtcTime(TypeDecorator):
    """A time that is stored as UTC and comes back aware; SQLite itself knows no zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:  # noqa: ARG002 -- SQLAlchemy gives it.
        """Turn an aware time into UTC.

        Raises:
            ValueError: the time has no zone.
        """
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"The time {value} has no zone. Give an aware time.")
        return value.astimezone(timezone.utc)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:  # noqa: ARG002 -- The same.
        """Give a stored time its zone, UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            return value.replace(tzinfo=timezone.utc)
        return value.astimezone(timezone.utc)


def json_column_type() -> JSON:
    """Return the type of a JSON column whose None is SQL's NULL, so that it can be erased."""
    return JSON(none_as_null=True)
