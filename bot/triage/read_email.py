"""Show the prepared email whole, in parts that a phone can show."""

from __future__ import annotations

from bot.triage.copy_email import write_to_copy
from bot.triage.turn import Turn

#: The longest part, in characters: more is no message but a letter.
LONGEST_PART = 560


def read_email(turn: Turn) -> None:
    """Show the email as it stands; whoever is asked to send it is asked again by go_on."""
    if turn.is_onlooker:
        return
    draft, merchant = turn.case.draft(), turn.merchant
    if draft is None and turn.case.decision and merchant and merchant.email_to is None:
        write_to_copy(turn)
        return
    if draft is None:
        turn.say("utter_no_email_yet")
        return
    if draft.to:
        turn.say("utter_email_head", to=draft.to, subject=draft.subject)
    for part in in_parts(draft.body):
        turn.say("utter_email_part", words=part)


def in_parts(text: str, longest: int = LONGEST_PART) -> list[str]:
    """Cut a text into parts of at most `longest` characters, between paragraphs where it can."""
    parts: list[str] = []
    for paragraph in text.strip().split("\n\n"):
        for piece in _pieces(paragraph, longest):
            if parts and len(parts[-1]) + 2 + len(piece) <= longest:
                parts[-1] += f"\n\n{piece}"
            else:
                parts.append(piece)
    return parts


def _pieces(paragraph: str, longest: int) -> list[str]:
    """Cut a paragraph between its lines, and a line that is too long where it must be."""
    pieces: list[str] = []
    for line in paragraph.strip("\n").splitlines():
        for start in range(0, max(len(line), 1), longest):
            cut = line[start : start + longest]
            if pieces and len(pieces[-1]) + 1 + len(cut) <= longest:
                pieces[-1] += f"\n{cut}"
            else:
                pieces.append(cut)
    return pieces
