from __future__ import annotations

from datetime import timedelta
from typing import get_args

import pytest

from bot.cases.case import Case, WhoSpeaks
from bot.cases.states import PASSAGES, Passage, pass_on
from bot.errors import NotAllowed

TABLE = """
            ask_person  take_over  hand_back  close   reopen
bot         waiting     human      -          closed  -
waiting     -           human      bot        closed  -
human       waiting     human      bot        closed  -
closed      -           -          -          -       bot
"""


def rows():
    passages, *states = (line.split() for line in TABLE.strip().splitlines())
    for state, *targets in states:
        for passage, target in zip(passages, targets, strict=True):
            yield state, passage, target


def case_of(who_speaks, now):
    return Case("RF-1", "rest", "ana", None, now, now, now, who_speaks=who_speaks)


def test_the_table_tells_every_state_and_passage():
    told = {(state, passage) for state, passage, _ in rows()}
    assert told == {(s, p) for s in get_args(WhoSpeaks) for p in get_args(Passage)}
    assert set(PASSAGES) <= told


@pytest.mark.parametrize(("state", "passage", "target"), rows())
def test_a_passage_leads_where_the_table_says_or_nowhere(state, passage, target, now):
    case = case_of(state, now)
    if target == "-":
        with pytest.raises(NotAllowed, match=f"'{state}', from where '{passage}' leads nowhere"):
            pass_on(case, passage, now, "maria")
        assert (case.who_speaks, case.history) == (state, [])
    else:
        pass_on(case, passage, now, "maria", {"why": "asked"})
        assert case.who_speaks == target
        (entry,) = case.history
        assert (entry.at, entry.actor, entry.action) == (now, "maria", passage)
        assert entry.detail == {"from": state, "to": target, "why": "asked"}


def test_a_case_knows_since_when_it_waits_and_forgets_it_when_it_waits_no_longer(now):
    case = case_of("bot", now)
    pass_on(case, "ask_person", now, "bot")
    case.reason, case.answer_by = "asked", now + timedelta(days=3)
    assert case.waiting_since == now
    pass_on(case, "take_over", now, "maria")
    assert (case.waiting_since, case.reason) == (None, "asked")
    pass_on(case, "hand_back", now, "maria")
    assert (case.reason, case.answer_by) == (None, None)
