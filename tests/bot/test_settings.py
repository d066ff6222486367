"""Where mail to merchants leads."""

from __future__ import annotations

import pytest

from bot.errors import BadSetting
from bot.settings import read_settings


def test_without_a_setting_it_leads_to_the_desk_on_this_machine():
    assert read_settings({"DESK_PORT": "8123"}).desk_url == "http://localhost:8123/"


def test_a_setting_is_taken_and_one_that_is_no_address_refused():
    assert read_settings({"DESK_URL": "https://desk.example"}).desk_url == "https://desk.example"
    with pytest.raises(BadSetting, match="http://"):
        read_settings({"DESK_URL": "desk.example"})
