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


WHATSAPP = {
    "WHATSAPP_APP_SECRET": "the apps secret",
    "WHATSAPP_VERIFY_TOKEN": "words",
    "WHATSAPP_TOKEN": "the system users token",
    "WHATSAPP_API_BASE": "https://graph.facebook.com/v25.0/",
    "WHATSAPP_NUMBERS": "106540352242922=iprog, 207651463353033=interact",
}


def test_whatsapp_is_off_without_its_settings_and_on_with_all_of_them():
    assert read_settings({}).whatsapp is None
    whatsapp = read_settings(WHATSAPP).whatsapp
    assert whatsapp is not None
    assert whatsapp.numbers == {"106540352242922": "iprog", "207651463353033": "interact"}
    assert whatsapp.api_base == "https://graph.facebook.com/v25.0"
    assert "secret" not in repr(whatsapp)
    assert "users token" not in repr(whatsapp)


@pytest.mark.parametrize("name", sorted(WHATSAPP))
def test_what_is_missing_of_whatsapp_is_named_and_no_secret_is(name):
    with pytest.raises(BadSetting) as told:
        read_settings({**WHATSAPP, name: ""})
    assert name in str(told.value)
    assert "the apps secret" not in str(told.value)


@pytest.mark.parametrize("numbers", ["iprog", "abc=iprog", "1=", "1=iprog,1=interact"])
def test_numbers_that_cannot_be_read_are_refused(numbers):
    with pytest.raises(BadSetting, match="WHATSAPP_NUMBERS"):
        read_settings({**WHATSAPP, "WHATSAPP_NUMBERS": numbers})
