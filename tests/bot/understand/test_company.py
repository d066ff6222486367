from __future__ import annotations

import pytest

from bot.understand import companies_named

NAMES = {
    "blumen": ("Blumento", "Blumento Technologies"),
    "blumem": ("Blumemto",),
    "quay": ("QUAY", "QUAY TEL"),
}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("I bought it from Blumento", ("blumen",)),
        ("blumemto pls", ("blumem",)),
        ("BLUMENTO TECHNOLOGIES", ("blumen",)),
        ("blumentotechnologies", ("blumen",)),
        ("blumeto", ("blumen", "blumem")),
        ("blumenmto", ("blumen", "blumem")),
        ("not blumemto but blumento", ("blumen", "blumem")),
        ("quay tel", ("quay",)),
        ("quaytel load", ("quay",)),
        ("quai", ()),
        ("hello there", ()),
        ("how do I blumento with somebody", ()),
        ("", ()),
    ],
)
def test_companies_are_found_by_name(text: str, named: tuple[str, ...]) -> None:
    assert companies_named(text, NAMES) == named
