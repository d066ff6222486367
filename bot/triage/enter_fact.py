"""Enter a fact: what a person was told, or what they read in the company's own records.

`claimed`: the customer told them, on the phone or in words that the bot did not understand.
`record`: they looked it up. As any record it counts once the customer has proved who they are, or
a person vouches for it (`vouch_for`). The history tells who entered it.
"""

from __future__ import annotations

from bot.cases.case import Case, CaseFact, Source
from bot.errors import BadInput
from bot.policy.facts import FACTS, is_fact, parse_fact
from bot.triage.decide_anew import decide_anew
from bot.triage.staff_step import StaffStep, load_to_decide, note, require_open, store
from bot.triage.staff_turn import staff_turn
from bot.values.json_value import JsonValue


def enter_fact(step: StaffStep, name: str, value: JsonValue, source: Source) -> Case:
    """Write a fact into the case and decide it anew, for staff alone.

    What that source said of it before is in the history.

    Args:
        step: who acts; it is not needed that they speak, only that no colleague does.
        name: the fact.
        value: in the form of a request, see `bot/policy/facts.py`; None takes the fact away.
        source: whose word it is.

    Raises:
        BadInput: the fact or its value cannot be, or customers cannot know it.
        CaseNotFound: there is no such case, or it is not for them to see.
        NotAllowed: a colleague has the case, or it is closed.
        StaleAction: anything was done in it since.
        CaseChanged: somebody stored it at the same moment.
    """
    _check(name, value, source)
    case = load_to_decide(step)
    require_open(case)
    before = next((f for f in case.facts if f.name == name and f.source == source), None)
    if before is not None:
        case.facts.remove(before)
    if value is not None:
        case.facts.append(CaseFact(name, source, value, step.at))
    was = before.value if before and is_fact(name, before.value) else None
    note(step, case, "entered", facts={name: value}, source=source, was=was)
    decide_anew(staff_turn(step, case))
    return store(step, case)


def _check(name: str, value: JsonValue, source: Source) -> None:
    if name not in FACTS:
        raise BadInput(f"Fact '{name}' is unknown. Use one of: {', '.join(FACTS)}.")
    if source not in ("claimed", "record"):
        raise BadInput(f"'{source}' is no source. Use claimed or record.")
    if FACTS[name].record_only and source == "claimed":
        raise BadInput(f"Only the records can tell '{name}'. Enter it as record.")
    if value is not None:
        parse_fact(name, value)
