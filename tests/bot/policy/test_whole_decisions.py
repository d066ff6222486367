"""Runs `whole_decisions.yml`: every word of a decision, and all that goes with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.policy.request import Request
from bot.policy.yaml_lines import read_yaml
from tests.bot.policy.loaded import book

TABLE = read_yaml(Path(__file__).with_name("whole_decisions.yml").read_text("utf-8")).data
ASKED = ("merchant", "claim", "record", "unknowable")


@pytest.mark.parametrize("test", TABLE["tests"], ids=lambda test: test["sentence"])
def test_a_whole_decision(test: dict[str, Any]) -> None:
    asked = {key: test[key] for key in ASKED if key in test}
    request = Request.from_json({**asked, "asked_at": TABLE["asked_at"]})
    whole = book().decide(request).to_json()
    told = _known({**whole, "deadlines": _known(whole["deadlines"])})
    told["explanation"] = told["explanation"].replace("\n", " ")
    expected = {"explanation": told["explanation"], **test["decides"]}
    # What was stated is told back; `sources` of the policies' tables hold that.
    assert {key: told[key] for key in told if key not in ("merchant", "facts")} == _known(expected)


def _known(told: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in told.items() if value not in (None, [], "", {})}
