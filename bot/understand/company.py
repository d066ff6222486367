"""Finds the companies that a message names."""

from __future__ import annotations

from collections.abc import Mapping

from bot.understand.clean import clean, lower


def companies_named(text: str, names: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the ids of the companies that the text names, in the order of `names`.

    `names` maps an id to the spellings by which customers know the company. Several ids come
    back when the spelling settles nothing between names one letter apart.
    """
    low = lower(clean(text))
    return tuple(one for one, known in names.items() if any(name.lower() in low for name in known))
