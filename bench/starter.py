"""The assistant that `rasa init` sets up, trained on our sentences: a process of its own.

    python -m bench.starter FILE.tsv OUT.json

Run by `bench.understanding --baseline starter`, in a process of its own because the starter needs
TensorFlow, which ours shuts out. The configuration is the one that the installed Rasa ships; as
it names no pipeline, Rasa fills in its default one (DIET), as it does after `rasa init`.
"""

from __future__ import annotations

import asyncio
import json
import shutil
import sys
import tempfile
import time
from importlib.resources import files
from pathlib import Path

from bench.understanding import read
from bot.nlu.train import ROOT

FALLBACK = "nlu_fallback"


def main(labelled: Path, out: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        model = _train(Path(folder))
        seconds = time.perf_counter() - began
        rows = asyncio.run(_read_all(model, [text for _, text in read(labelled)]))
    out.write_text(json.dumps({"seconds": seconds, "rows": rows}), encoding="utf-8")


def _train(folder: Path) -> str:
    from rasa.model_training import train_nlu  # noqa: PLC0415 -- Seconds, and only in this process.

    config = folder / "config.yml"
    shutil.copy(str(files("rasa.cli").joinpath("initial_project", "config.yml")), config)
    model = train_nlu(str(config), str(ROOT / "data" / "nlu"), str(folder))
    if model is None:
        raise SystemExit("The starter could not be trained; what Rasa printed says why.")
    return str(model)


async def _read_all(model: str, texts: list[str]) -> list[dict[str, object]]:
    from rasa.core.agent import Agent  # noqa: PLC0415 -- The same.

    agent = Agent.load(model)
    await agent.parse_message("hello")
    return [await _read(agent, text) for text in texts]


async def _read(agent: object, text: str) -> dict[str, object]:
    began = time.perf_counter()
    parsed = await agent.parse_message(text)  # type: ignore[attr-defined] -- Rasa has no types.
    milliseconds = 1000 * (time.perf_counter() - began)
    ranking = [one for one in parsed["intent_ranking"] if one["name"] != FALLBACK]
    return {
        "reading": ranking[0]["name"] if ranking else "out_of_scope",
        "confidence": ranking[0]["confidence"] if ranking else 0.0,
        "falls_back": parsed["intent"]["name"] == FALLBACK,
        "milliseconds": milliseconds,
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
