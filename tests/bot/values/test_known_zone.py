"""A time zone that a device names is believed only where there is one of that name."""

from __future__ import annotations

import pytest

from bot.values.times import known_zone


def test_a_zone_is_known_by_its_name() -> None:
    assert known_zone("Asia/Dubai") == "Asia/Dubai"


@pytest.mark.parametrize("name", ["Asia/Atlantis", "../../etc/passwd", "", None, 8, ["Asia/Dubai"]])
def test_anything_else_is_none(name: object) -> None:
    assert known_zone(name) is None
