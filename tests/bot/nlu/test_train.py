"""Training is one call that says what it does, and does nothing twice."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.errors import BadInput
from bot.nlu.train import ROOT, train


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The project's own configuration with two intents only, which trains in seconds."""
    (tmp_path / "data").mkdir()
    shutil.copy(ROOT / "config.yml", tmp_path)
    (tmp_path / "domain.yml").write_text(
        'version: "3.1"\nintents: [greet, goodbye]\nresponses:\n  utter_hi: [{text: Hi.}]\n'
    )
    for intent in ("greet", "goodbye"):
        shutil.copy(ROOT / "data" / "nlu" / f"{intent}.yml", tmp_path / "data")
    (tmp_path / "data" / "rules.yml").write_text(
        'version: "3.1"\nrules:\n  - rule: Hello\n    steps:\n'
        "      - intent: greet\n      - action: utter_hi\n"
    )
    return tmp_path


def test_a_model_is_trained_once_and_again_only_after_a_change(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said: list[str] = []
    model = train(project / "models", root=project, tell=said.append)
    made_at = model.stat().st_mtime_ns
    assert [line.split(":")[0] for line in said] == ["loading Rasa", "training"]

    train(project / "models", root=project, tell=said.append)
    assert said[-1] == "model: refunds.tar.gz is up to date"
    assert model.stat().st_mtime_ns == made_at

    with (project / "data" / "greet.yml").open("a") as file:
        file.write("      - top of the morning\n")
    train(project / "models", root=project, tell=said.append)
    assert model.stat().st_mtime_ns != made_at

    # No progress bar, notice or warning of Rasa's reaches the screen.
    assert capsys.readouterr().out == ""


def test_what_rasa_complains_of_is_said_and_the_old_model_stays(project: Path) -> None:
    (project / "data" / "rules.yml").write_text(
        'version: "3.1"\nrules:\n  - rule: Hello\n    steps:\n'
        "      - intent: greet\n      - action: utter_nothing_known\n"
    )
    (project / "models").mkdir()
    (project / "models" / "refunds.tar.gz").write_text("the old model")
    with pytest.raises(BadInput, match="utter_nothing_known"):
        train(project / "models", root=project, tell=lambda _line: None)
    assert (project / "models" / "refunds.tar.gz").read_text() == "the old model"
    assert [path.name for path in (project / "models").iterdir()] == ["refunds.tar.gz"]
