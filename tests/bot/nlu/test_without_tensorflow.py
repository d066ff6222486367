"""TensorFlow stays out of the process, and Rasa and the model work without it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bot.nlu.train import ROOT, train

LOAD_AND_PARSE = """
import asyncio, json, sys, warnings
warnings.simplefilter("ignore")
from bot.nlu.light_rasa import hush_rasa, lighten_rasa
lighten_rasa()
hush_rasa()
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
agent = Agent.load(sys.argv[1])
metadata = {"now": "2026-03-02T17:00:00+08:00", "zone": "Asia/Manila", "expecting": "messages_sent"}
parsed = asyncio.run(agent.processor.parse_message(UserMessage("3", metadata=metadata)))
real = [name for name, module in sys.modules.items()
        if name.startswith("tensorflow.") and getattr(module, "__file__", None)]
print(json.dumps({"parsed": parsed, "tensorflow": real, "thinc": has_thinc_found_it()}))
"""
THINC = """
def has_thinc_found_it():
    from thinc.compat import has_tensorflow
    return has_tensorflow
"""


def run(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = ROOT / "models"
    return train(folder if folder.exists() else tmp_path_factory.mktemp("models"))


def test_the_model_loads_and_understands_without_tensorflow(model: Path) -> None:
    done = run(THINC + LOAD_AND_PARSE, str(model))
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout.splitlines()[-1])
    assert answer["tensorflow"] == []
    assert answer["thinc"] is False
    assert answer["parsed"]["intent"]["name"] == "inform"
    assert answer["parsed"]["entities"][0]["role"] == "messages_sent"


def test_it_is_too_late_when_tensorflow_is_loaded() -> None:
    done = run(
        "import sys, types; sys.modules['tensorflow'] = types.ModuleType('tensorflow')\n"
        "from bot.nlu.without_tensorflow import shut_out_tensorflow; shut_out_tensorflow()"
    )
    assert "Call shut_out_tensorflow() before importing rasa" in done.stderr


def test_a_stand_in_can_be_derived_from_and_decorate_but_not_compute() -> None:
    done = run(
        "from bot.nlu.without_tensorflow import shut_out_tensorflow; shut_out_tensorflow()\n"
        "import tensorflow as tf, tensorflow.keras.backend as K\n"
        "class Layer(tf.keras.layers.Layer): pass\n"
        "double = tf.function(lambda x: 2 * x)\n"
        "assert double(3) == 6\n"
        "tf.add(1, 2)"
    )
    assert "TypeError: tensorflow.add was called" in done.stderr
