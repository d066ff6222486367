"""Several senders in one case: each has questions, and while nobody has the case claims, of theirs.

Two conversations about one purchase are one case (`join_case.py`), but what one of them said is
not the other's to read. So each sender is a *voice*. Of those who are not speaking, `Case.voices`
keeps what is theirs; the case itself holds what is the speaking one's.

While the case is free (with the bot, nothing asked of anybody), the claims, the decision and the
draft change with the voice: whoever speaks hears only what follows from their own words and the
record. Once it is filed or a person has it, they stay as they are, and whoever comes later is a
*guest*, who adds to the case and asks how it stands, and is told no more.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from bot.cases.case import Case, CaseFact
from bot.values.times import iso, parse_time

#: What is each voice's own at any time; and what goes with its claims.
_OWN: dict[str, Any] = {"open_question": None, "misunderstood": 0, "told": []}
_OWN_CLAIMS: dict[str, Any] = {
    "confirmed": False,
    "decision": None,
    "additions": [],
    "aside": [],
    "left_out": [],
    "customer_zone": None,
}


def is_free(case: Case) -> bool:
    """Tell whether the case is the bot's alone: no request is filed and nobody is asked."""
    return case.who_speaks == "bot" and case.status == "open"


def is_shared(case: Case) -> bool:
    """Tell whether more than one sender is in the case."""
    return len(case.voices) > 1


def is_guest(case: Case) -> bool:
    """Tell whether the case stands on what another one told than the one who speaks."""
    return not is_free(case) and teller(case) != speaking(case)


def speaking(case: Case) -> str:
    """Return the voice that speaks, "channel:sender"; questions and answers are its own."""
    return _marked(case, "speaking")


def teller(case: Case) -> str:
    """Return the voice whose claims the case holds."""
    return _marked(case, "teller")


def addresses(case: Case) -> list[tuple[str, str]]:
    """Return every channel and sender in the case, the first one first."""
    names = dict.fromkeys((_name(case.channel, case.sender), *case.voices))
    channels = (name.partition(":") for name in names)
    return [(channel, sender) for channel, _, sender in channels]


def speak_as(case: Case, channel: str, sender: str) -> None:
    """Let a sender speak: put away what is the former one's, and take up what is theirs."""
    now = _name(channel, sender)
    before, told_by = speaking(case), teller(case)
    if now != before:
        _swap(case, "speaking", before, now, _OWN)
    if is_free(case) and now != told_by:
        claims = [fact for fact in case.facts if fact.source == "claimed"]
        case.facts[:] = [fact for fact in case.facts if fact.source != "claimed"]
        case.emails[:] = [email for email in case.emails if email.state != "draft"]
        case.voices.setdefault(told_by, {})["claims"] = [_as_json(fact) for fact in claims]
        _swap(case, "teller", told_by, now, _OWN_CLAIMS)
        fill_gaps(case, [_from_json(raw) for raw in case.voices[now].pop("claims", [])])


def fill_gaps(case: Case, claims: list[CaseFact]) -> list[CaseFact]:
    """Add the claims of facts that nobody has claimed yet; return those that were left out."""
    known = {fact.name for fact in case.facts if fact.source == "claimed"}
    case.facts.extend(fact for fact in claims if fact.name not in known)
    return [fact for fact in claims if fact.name in known]


def _swap(case: Case, mark: str, before: str, after: str, own: dict[str, Any]) -> None:
    """Put what is one voice's own away, and take up what is the other's."""
    for name in (before, after):
        case.voices.setdefault(name, {})
    case.voices[before].update({mark: False, **{name: getattr(case, name) for name in own}})
    for name, empty in own.items():
        setattr(case, name, case.voices[after].pop(name, _fresh(empty)))
    case.voices[after][mark] = True


def _marked(case: Case, mark: str) -> str:
    names = (name for name, voice in case.voices.items() if voice.get(mark))
    return next(names, _name(case.channel, case.sender))


def _as_json(fact: CaseFact) -> dict[str, Any]:
    kept = {**asdict(fact), "at": iso(fact.at, "UTC")}
    return {name: value for name, value in kept.items() if name not in ("id", "case_id", "source")}


def _from_json(raw: dict[str, Any]) -> CaseFact:
    at: datetime = parse_time(raw["at"])
    return CaseFact(source="claimed", **{**raw, "at": at})


def _fresh(empty: Any) -> Any:
    return list(empty) if isinstance(empty, list) else empty


def _name(channel: str, sender: str) -> str:
    return f"{channel}:{sender}"
