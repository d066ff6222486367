from __future__ import annotations

from datetime import datetime, timedelta, timezone

from bot.desk.throttle import Throttle

NOW = datetime(2026, 11, 24, tzinfo=timezone.utc)


def test_tries_for_one_name_from_one_address_run_out():
    throttle = Throttle()
    assert [throttle.allows("Maya", "1", NOW) for _ in range(6)] == [True] * 5 + [False]
    assert not throttle.allows(" maya", "1", NOW)


def test_a_stranger_does_not_lock_out_a_member_elsewhere():
    throttle = Throttle()
    for _ in range(10):
        throttle.allows("Maya", "1", NOW)
    assert throttle.allows("Maya", "2", NOW)


def test_one_address_cannot_try_many_names():
    throttle = Throttle()
    allowed = [throttle.allows(f"name {number}", "1", NOW) for number in range(40)]
    assert allowed.count(True) == 30


def test_many_addresses_cannot_try_one_name_without_end():
    throttle = Throttle()
    allowed = [throttle.allows("Maya", str(number), NOW) for number in range(100)]
    assert allowed.count(True) == 60


def test_tries_are_forgotten_after_a_quarter_of_an_hour():
    throttle = Throttle()
    for _ in range(5):
        throttle.allows("Maya", "1", NOW)
    assert not throttle.allows("Maya", "1", NOW + timedelta(minutes=15) - timedelta(seconds=1))
    assert throttle.allows("Maya", "1", NOW + timedelta(minutes=15))


def test_signing_in_forgets_the_failed_tries():
    throttle = Throttle()
    for _ in range(4):
        throttle.allows("Maya", "1", NOW)
    throttle.succeeded("Maya", "1")
    assert [throttle.allows("Maya", "1", NOW) for _ in range(6)] == [True] * 5 + [False]
