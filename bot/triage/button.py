"""A button under a message."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Button:
    """A button under a message.

    `means` is an intent's name ("affirm") or a fact and its value ("product=sms_credits").
    """

    title: str
    means: str
