"""The policies in use: a change is taken up, a faulty one is named and left out."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

import pytest

from bot.errors import PolicyFaults
from bot.policy.watch import PolicyWatch
from bot.settings import ROOT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "policies" / "iprog", tmp_path / "iprog")
    return tmp_path


def merchant_file(folder: Path) -> Path:
    return folder / "iprog" / "merchant.yml"


def test_without_a_change_nothing_is_read_again(folder: Path) -> None:
    watch = PolicyWatch(folder)
    before = watch.book
    assert not watch.look()
    assert watch.book is before


def test_a_change_is_taken_up_whole(folder: Path) -> None:
    watch = PolicyWatch(folder)
    text = merchant_file(folder).read_text()
    merchant_file(folder).write_text(text.replace("name: IPROG TECH", "name: IPROG TECH Inc."))
    assert watch.look()
    assert watch.book.merchants["iprog"].name == "IPROG TECH Inc."


def test_a_faulty_change_is_named_with_its_line_and_the_old_policies_stay(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    watch = PolicyWatch(folder)
    before = watch.book
    text = merchant_file(folder).read_text()
    merchant_file(folder).write_text(text.replace("standing: official", "standing: offical"))
    with caplog.at_level(logging.ERROR):
        assert not watch.look()
        assert not watch.look()
    assert watch.book is before
    (logged,) = [record.getMessage() for record in caplog.records]
    assert logged.startswith("a policy was changed and is not used: iprog/merchant.yml:")
    merchant_file(folder).write_text(text)
    assert watch.look()


def test_faults_at_the_start_are_told_at_once(folder: Path) -> None:
    merchant_file(folder).write_text("id: [")
    with pytest.raises(PolicyFaults):
        PolicyWatch(folder)
