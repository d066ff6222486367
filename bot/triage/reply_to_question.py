"""Act on a yes or a no to an open question that asks for no fact."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.triage.copy_email import write_nothing, write_to_copy
from bot.triage.edit_email import add_words
from bot.triage.file_request import file_request
from bot.triage.hand_over import hand_over
from bot.triage.start_over import start_over
from bot.triage.turn import Turn

Reply = Callable[[Turn], None]

#: Words that turn "send it" around.
NOT = frozenset({"not", "dont", "never", "no"})
#: Words by which a summary is right after all.
ASSENT = frozenset(
    ("right", "correct", "nothing", "fine", "good", "ok", "okay", "tama", "sahi", "theek")
)


def reply_to_question(turn: Turn) -> None:
    """Do what the customer's yes or no means for the open question, if it means anything."""
    name = (turn.case.open_question or {}).get("name")
    reply = REPLIES.get((str(name), str(turn.intent)))
    if reply is not None:
        turn.case.misunderstood = 0
        reply(turn)


def _confirm(turn: Turn) -> None:
    if not turn.took:
        turn.case.confirmed = True
        turn.note("customer", "confirmed the summary")


def _confirm_if_said(turn: Turn) -> None:
    """After "what should I change?" only words of assent confirm; a bare yes may mean a change."""
    words = _words(turn.message.text or "")
    if not turn.took and words & ASSENT and not words & NOT:
        _confirm(turn)


def _ask_what_to_change(turn: Turn) -> None:
    if not turn.took:
        turn.say("utter_what_to_change")
        turn.ask("change")
        turn.done = True


def _do_not_file(turn: Turn) -> None:
    turn.say("utter_not_filed")
    turn.ask("send_later")
    turn.done = True


def _file_if_said(turn: Turn) -> None:
    """After a no, only a clear word sends: "ok" may mean that it is well as it is."""
    if _says_send(turn):
        file_request(turn)
    elif turn.intent in ("affirm", "deny") and not turn.took:
        _nothing_else(turn)


def _says_send(turn: Turn) -> bool:
    """Tell whether the message says to send it: "no. send it" does, "send it, no wait" does not."""
    sentences = [_words(each) for each in re.split(r"[.,;!?\n]", turn.message.text or "")]
    said = [at for at, words in enumerate(sentences) if "send" in words]
    rest = sentences[said[0] :] if said else sentences
    is_said = bool(said) or turn.intent == "file_now"
    return is_said and not any(words & NOT for words in rest)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold().replace("'", "")))


def _want_person(turn: Turn) -> None:
    hand_over(turn, "asked")


def _go_on_then(turn: Turn) -> None:
    turn.case.open_question = None
    turn.say("utter_go_on_then")


def _nothing_else(turn: Turn) -> None:
    turn.say("utter_goodbye", ref=turn.case.ref)
    turn.done = True


def _something_else(turn: Turn) -> None:
    """Ask what it is; "ok" is no yes to whether there is anything else."""
    if "yes" not in (turn.message.text or "").casefold():
        _nothing_else(turn)
    elif not turn.took:
        turn.say("utter_tell_me")
        turn.done = True


REPLIES: dict[tuple[str, str], Reply] = {
    ("confirm", "affirm"): _confirm,
    ("confirm", "deny"): _ask_what_to_change,
    ("file", "affirm"): file_request,
    ("file", "deny"): _do_not_file,
    ("write", "affirm"): write_to_copy,
    ("write", "deny"): write_nothing,
    ("edit", "deny"): _go_on_then,
    ("edit", "inform"): add_words,
    ("edit", "out_of_scope"): add_words,
    ("edit", "request_refund"): add_words,
    ("send_later", "affirm"): _file_if_said,
    ("send_later", "request_refund"): _file_if_said,
    ("send_later", "inform"): _file_if_said,
    ("change", "affirm"): _confirm_if_said,
    ("change", "deny"): _confirm_if_said,
    ("confirm", "file_now"): _confirm,
    ("file", "file_now"): file_request,
    ("need", "file_now"): file_request,
    ("send_later", "file_now"): _file_if_said,
    ("send_later", "deny"): _file_if_said,
    ("person", "affirm"): _want_person,
    ("person", "deny"): _go_on_then,
    ("refused", "affirm"): _want_person,
    ("refused", "deny"): _nothing_else,
    ("anything_else", "deny"): _nothing_else,
    ("anything_else", "affirm"): _something_else,
    ("start_over", "affirm"): start_over,
    ("start_over", "deny"): _go_on_then,
}
