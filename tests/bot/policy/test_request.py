from __future__ import annotations

from typing import Any

import pytest

from bot.errors import BadInput
from bot.policy.facts import FACTS
from bot.policy.request import Request, read_requests
from bot.values.times import parse_time

ASKED = "2026-03-03T14:00:00+08:00"
RAW: dict[str, Any] = {"merchant": "iprog", "asked_at": ASKED, "claim": {"paid": "10.00"}}


def test_a_request_is_proved_unless_it_says_otherwise() -> None:
    assert Request.from_json(RAW).proved
    assert not Request.from_json({**RAW, "proved": False}).proved


def test_a_null_fact_is_one_that_nobody_has_stated() -> None:
    assert Request.from_json({**RAW, "claim": {"paid": None}}).claim == {}


KEYS = "merchant, asked_at, claim, record, unknowable, proved"
LONG = "x" * 99


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (
            {"asked_at": "2026-03-03T14:00:00"},
            "The request's 'asked_at': '2026-03-03T14:00:00' has no offset. "
            "Add the zone's offset, such as +08:00.",
        ),
        ({"asked_at": None}, "The request's 'asked_at' is None. Give it as a text."),
        ({"merchant": 3}, "The request's 'merchant' is 3. Give it as a text."),
        ({"claim": ["paid"]}, "The request's 'claim' is ['paid']. Give an object of facts."),
        (
            {"claim": {"colour": "red"}},
            f"In 'claim': Fact 'colour' is unknown. Use one of: {', '.join(FACTS)}.",
        ),
        (
            {"record": {"paid": 10}},
            "In 'record': Fact 'paid' has the value 10. Write it as a text, such as \"1000.00\".",
        ),
        ({"record": LONG}, f"The request's 'record' is '{LONG[:59]}. Give an object of facts."),
        (
            {"unknowable": LONG},
            f"The request's 'unknowable' is '{LONG[:59]}. Give a list of facts' names.",
        ),
        (
            {"unknowable": ["paid", "colour"]},
            "In 'unknowable': fact 'colour' is unknown. Use a fact's name.",
        ),
        ({"proved": "yes"}, "The request's 'proved' is 'yes'. Use true or false."),
        ({"prooved": True}, f"A request has no key 'prooved'. Use {KEYS}."),
    ],
)
def test_bad_input_says_what_is_wrong_and_what_to_do(change: dict[str, Any], says: str) -> None:
    with pytest.raises(BadInput) as error:
        Request.from_json({**RAW, **change})
    assert str(error.value) == says


def test_a_request_that_is_no_object_is_shown_in_short() -> None:
    with pytest.raises(BadInput) as error:
        Request.from_json(LONG)
    assert str(error.value) == f"A request is an object with {KEYS}; this is '{LONG[:59]}."


def test_a_whole_request_is_read_with_all_that_it_says() -> None:
    request = Request.from_json({**RAW, "record": {"paid": "9.00"}, "unknowable": ["activated"]})
    assert (request.merchant, request.asked_at) == ("iprog", parse_time(ASKED))
    assert (request.claim, request.record) == ({"paid": "10.00"}, {"paid": "9.00"})
    assert request.unknowable == {"activated"}


def test_nothing_but_a_merchant_and_a_time_is_a_request() -> None:
    request = Request.from_json({"merchant": "iprog", "asked_at": ASKED})
    assert (request.claim, request.record, request.unknowable) == ({}, None, frozenset())


def test_of_a_list_the_faulty_request_is_named_by_its_place() -> None:
    assert len(read_requests([RAW, RAW])) == 2
    with pytest.raises(
        BadInput,
        match=r"^Request 2 of the list: The request's 'merchant' is None\. Give it as a text\.$",
    ):
        read_requests([RAW, {}])
    with pytest.raises(BadInput, match="A request is an object"):
        read_requests("RAW")
