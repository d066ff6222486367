from __future__ import annotations

from typing import Any

import pytest

from bot.errors import BadInput
from bot.policy.request import Request, read_requests

ASKED = "2026-03-03T14:00:00+08:00"
RAW: dict[str, Any] = {"merchant": "iprog", "asked_at": ASKED, "claim": {"paid": "10.00"}}


def test_a_request_is_proved_unless_it_says_otherwise() -> None:
    assert Request.from_json(RAW).proved
    assert not Request.from_json({**RAW, "proved": False}).proved


def test_a_null_fact_is_one_that_nobody_has_stated() -> None:
    assert Request.from_json({**RAW, "claim": {"paid": None}}).claim == {}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"asked_at": "2026-03-03T14:00:00"}, "'asked_at'"),
        ({"asked_at": None}, "'asked_at'"),
        ({"merchant": 3}, "'merchant'"),
        ({"claim": ["paid"]}, "'claim'"),
        ({"claim": {"colour": "red"}}, "In 'claim': Fact 'colour'"),
        ({"record": {"paid": 10}}, "In 'record': Fact 'paid'"),
        ({"unknowable": "paid"}, "'unknowable'"),
        ({"unknowable": ["colour"]}, "'colour'"),
        ({"proved": "yes"}, "'proved'"),
        ({"prooved": True}, "'prooved'"),
    ],
)
def test_bad_input_says_what_is_wrong_and_where(change: dict[str, Any], says: str) -> None:
    with pytest.raises(BadInput) as error:
        Request.from_json({**RAW, **change})
    assert says in str(error.value)
    assert "\n" not in str(error.value)


def test_of_a_list_the_faulty_request_is_named_by_its_place() -> None:
    assert len(read_requests([RAW, RAW])) == 2
    with pytest.raises(BadInput, match="Request 2 of the list"):
        read_requests([RAW, {}])
    with pytest.raises(BadInput, match="A request is an object"):
        read_requests("RAW")
