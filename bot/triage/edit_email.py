"""Change the prepared email as the customer says: add their own words, take something out."""

from __future__ import annotations

import re

from bot.emails.fact_lines import known_facts
from bot.policy.fact_words import label_of
from bot.policy.facts import FACTS
from bot.triage.hand_over import hand_over
from bot.triage.turn import Turn
from bot.understand.email_edit import EmailEdit, read_email_edit

#: How much a customer can add, in lines and in characters a line.
MOST_LINES = 8
LONGEST_LINE = 300

_STEM = 4
_WORD = re.compile(r"[^\W_]{3,}")
#: Words that say nothing about which line is meant.
_COMMON = frozenset(["the", "that", "this", "part", "line", "about", "where", "said", "with"])


def edit_email(turn: Turn) -> None:
    """Add to the email, take something out of it, or ask what is to be changed."""
    if turn.is_onlooker:
        return
    edit = read_email_edit(turn.message.text or "")
    if turn.is_filed:
        _tell_person(turn)
    elif edit is None:
        turn.say("utter_what_to_edit")
        turn.ask("edit")
        turn.done = True
    else:
        change_email(turn, edit)


def add_words(turn: Turn) -> None:
    """Take the message for the words that were asked for, whatever it begins with."""
    words = (turn.message.text or "").strip()
    change_email(turn, read_email_edit(words) or EmailEdit(add=words))


def change_email(turn: Turn, edit: EmailEdit) -> None:
    """Change what the next draft will hold; go_on writes and shows it."""
    if turn.is_asking("edit"):
        turn.case.open_question = None
    if edit.add is not None:
        _add(turn, edit.add)
    else:
        _take_out(turn, edit.remove or "")
    turn.is_told = True


def _add(turn: Turn, words: str) -> None:
    lines = turn.case.additions
    if len(lines) >= MOST_LINES:
        turn.say("utter_email_full")
        return
    turn.case.additions = [*lines, words[:LONGEST_LINE]]
    turn.note("customer", "added to the email", words=words[:LONGEST_LINE])
    turn.say("utter_added_to_email")


def _take_out(turn: Turn, what: str) -> None:
    """Take out the customer's own line that is meant, else a fact that the email can do without."""
    line = _line_meant(turn.case.additions, what)
    if line is not None:
        turn.case.additions = [each for each in turn.case.additions if each != line]
        turn.note("customer", "took out of the email", words=line)
        turn.say("utter_taken_out_of_email")
        return
    fact = _fact_meant(turn, what)
    if fact is None:
        turn.say("utter_not_in_email")
    elif fact in _needed(turn):
        merchant = turn.merchant.name if turn.merchant else ""
        turn.say("utter_must_stay_in_email", merchant=merchant, fact=FACTS[fact].words)
    else:
        turn.case.left_out = sorted({*turn.case.left_out, fact})
        turn.note("customer", "took out of the email", fact=fact)
        turn.say("utter_taken_out_of_email")


def _line_meant(lines: list[str], what: str) -> str | None:
    """Return the line that shares most words with `what`; the last one where it names nothing."""
    if not what:
        return lines[-1] if lines else None
    wanted = _words(what)
    shared = [(len(wanted & _words(line)), line) for line in lines]
    best = max(shared, key=lambda each: each[0], default=(0, ""))
    return best[1] if best[0] else None


def _fact_meant(turn: Turn, what: str) -> str | None:
    known = known_facts(turn.case)
    wanted = _words(what)
    shared = [
        (len(wanted & _words(f"{label_of(name)} {FACTS[name].words}")), name) for name in known
    ]
    best = max(shared, key=lambda each: each[0], default=(0, ""))
    return best[1] if best[0] else None


def _needed(turn: Turn) -> tuple[str, ...]:
    merchant = turn.merchant
    if merchant is None:
        return ()
    known = known_facts(turn.case)
    return merchant.needs_in_email(str(known.get("product")))


def _words(text: str) -> set[str]:
    """Return the beginnings of the words, so that "calling" finds "called"."""
    return {word[:_STEM] for word in set(_WORD.findall(text.casefold())) - _COMMON}


def _tell_person(turn: Turn) -> None:
    """The email is gone; what the customer wants to add is on the case, for a person."""
    turn.note("customer", "wanted the filed email changed", words=turn.message.text)
    turn.say("utter_email_is_gone")
    hand_over(turn, "changed after filing")
