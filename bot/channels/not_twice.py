"""Says nothing in the very words in which it was said before.

A sentence that comes a second time word for word reads like a machine that does not listen. The
verbs of bot/triage have other words for what they expect to repeat; this is for the rest.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from bot.cases.steps import Said
from bot.triage.replies import Replies
from bot.triage.turn import Say

#: Responses of domain.yml that lead in what was said before, the first one first.
LEADS = ("utter_as_i_said", "utter_once_more", "utter_to_repeat")


def not_twice(said: Sequence[Said], before: Collection[str], replies: Replies) -> list[Said]:
    """Return what is to be said, led in where it was said before.

    Args:
        said: the words of one turn.
        before: the bot's texts in the same case, of earlier turns.
        replies: has the words that lead in.
    """
    known = set(before)
    anew: list[Said] = []
    for one in said:
        text = _unlike(one.text, known, replies)
        known.add(text)
        anew.append(replace(one, text=text))
    return anew


def _unlike(text: str, known: Collection[str], replies: Replies) -> str:
    if text not in known:
        return text
    ways = [replies.text(Say(lead, {"words": text})) for lead in LEADS]
    return next((way for way in ways if way not in known), ways[-1])
