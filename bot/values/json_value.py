"""The one form in which a fact's value crosses rooms: what JSON can say."""

from __future__ import annotations

from typing import Any, TypeAlias, Union

#: Text, a whole number, true or false, or an interval `{"from": x, "to": y}`
#: whose ends may be null. Decimals are text ("1000.00"), times ISO 8601 with offset.
JsonValue: TypeAlias = Union[str, int, bool, dict[str, Any], None]
