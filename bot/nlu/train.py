"""Train the assistant's model: `python -m bot.nlu.train [FOLDER]`.

What goes into the model is `config.yml`, `domain.yml`, `data/` and the code of `bot/nlu`. Their
fingerprint lies beside the model, so that training again without a change costs nothing.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

from bot.errors import BadInput
from bot.nlu.light_rasa import hush_rasa, lighten_rasa
from bot.understand import gloss

ROOT = Path(__file__).resolve().parents[2]
MODELS = ROOT / "models"
MODEL_NAME = "refunds.tar.gz"
FINGERPRINT_NAME = "refunds.fingerprint"

Tell = Callable[[str], None]


def train(out: Path = MODELS, *, root: Path = ROOT, tell: Tell | None = None) -> Path:
    """Train the model of the project at `root` into the folder `out`; return the model's path.

    Nothing is done when `out` holds a model made from the same files. `tell` gets one short line
    for each stage. Raises `BadInput` with what Rasa complained of when there is no model in the
    end. The model takes its place in one step, so a process that reads `out` never sees half.
    """
    say = tell or _say
    model, mark = out / MODEL_NAME, out / FINGERPRINT_NAME
    fingerprint = _fingerprint(root)
    if model.exists() and mark.exists() and mark.read_text() == fingerprint:
        say(f"model: {MODEL_NAME} is up to date")
        return model
    out.mkdir(parents=True, exist_ok=True)
    mark.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(dir=out) as folder:
        _train_into(Path(folder), root, say)
        (Path(folder) / MODEL_NAME).replace(model)
    mark.write_text(fingerprint)
    return model


def _train_into(folder: Path, root: Path, say: Tell) -> None:
    with _quiet() as complaints:
        with _stage("loading Rasa", say):
            lighten_rasa()
            from rasa import model_training  # noqa: PLC0415 -- Seconds, and only when needed.
            from rasa.shared.exceptions import RasaException  # noqa: PLC0415 -- The same.
        with _stage("training", say), _inside(root):
            try:
                model_training.train(
                    domain="domain.yml",
                    config="config.yml",
                    training_files=["data"],
                    output=str(folder),
                    fixed_model_name=MODEL_NAME,
                    force_training=True,
                )
            except RasaException as error:
                raise BadInput(_untrainable(str(error.__cause__ or error))) from error
    if not (folder / MODEL_NAME).exists():
        raise BadInput(_untrainable(complaints.getvalue()))


def _untrainable(reason: str) -> str:
    return (
        f"The model could not be trained. Rasa says: {reason} Mend domain.yml, config.yml or data/."
    )


def _fingerprint(root: Path) -> str:
    """Return a digest of all that the model is made from."""
    made_from = [root / "config.yml", root / "domain.yml", *sorted((root / "data").rglob("*.yml"))]
    made_with = [*sorted(Path(__file__).parent.rglob("*")), Path(gloss.__file__), gloss.GLOSSARY]
    digest = hashlib.sha256(version("rasa").encode())
    for path in (*made_from, *(path for path in made_with if path.suffix in (".py", ".txt"))):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


@contextlib.contextmanager
def _stage(name: str, say: Tell) -> Iterator[None]:
    began = time.monotonic()
    yield
    say(f"{name}: {time.monotonic() - began:.1f} s")


@contextlib.contextmanager
def _inside(folder: Path) -> Iterator[None]:
    """Stand in `folder`: Rasa names its files relative to where it was started."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


@contextlib.contextmanager
def _quiet() -> Iterator[io.StringIO]:
    """Keep Rasa's progress bars, notices and warnings from the screen; yield what it printed."""
    os.environ.update(
        LOG_LEVEL="ERROR",  # This is what Rasa's progress bars look at.
        RASA_TELEMETRY_ENABLED="false",
        RASA_MAX_CACHE_SIZE="0",  # Its cache knows nothing of the code below our components.
    )
    hush_rasa()
    printed = io.StringIO()
    with warnings.catch_warnings(), contextlib.redirect_stdout(printed):
        warnings.simplefilter("ignore")
        # The filter alone would not do: what Rasa imports sets filters of its own.
        warnings.showwarning = _unheard
        yield printed


def _unheard(*_warning: object, **_details: object) -> None:
    pass


SCREEN = sys.stdout


def _say(line: str) -> None:
    # Not sys.stdout, which is caught while Rasa works.
    SCREEN.write(f"{line}\n")
    SCREEN.flush()


if __name__ == "__main__":
    train(Path(sys.argv[1]) if len(sys.argv) > 1 else MODELS)
