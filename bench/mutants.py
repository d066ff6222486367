"""How many mutants of the policy engine its tests kill: one small fault each, on purpose.

    python -m bench.mutants [--sample 500 [--seed 1]] [--again | --show] [bot.policy.settle …]

mutmut breaks a copy of the engine under .tools/, in an environment of its own. The tests are
those of the engine and of the policies' tables, with few Hypothesis examples, always the same.
Module-level tables and decorated functions are not mutated. Survivors stay in docs/why.md.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import subprocess
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
HOME = ROOT / ".tools" / "mutants"
WORK = ROOT / ".tools" / "mutated"
MUTMUT = "mutmut==3.8.1"
# What the engine and its tests need, in the versions of the lock: another year's holidays are
# other deadlines.
NEEDED = {"holidays", "hypothesis", "jsonschema", "python-dateutil", "pytest", "pyyaml", "tzdata"}
LOCKED = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)
TESTS = ("tests/bot/policy", "tests/policies")
COPIED = (*TESTS, "policies", "bot/values", "bot/policy", "bot/errors.py", "bot/settings.py")
STATUS = {0: "survived", 1: "killed", 3: "killed", 33: "no tests", 36: "timeout", None: "not run"}
# Ended by the limit of its time: the same as 36.
STATUS |= {-24: "timeout", 24: "timeout", 152: "timeout", 255: "timeout"}
CONFIG = """\
[tool.mutmut]
source_paths = ["bot"]
only_mutate = ["bot/policy/*"]
also_copy = ["policies", "mutants_plugin.py", "pytest.ini"]
pytest_add_cli_args = ["-p", "mutants_plugin", "--tb=no", "-c", "pytest.ini"]
pytest_add_cli_args_test_selection = {tests}
use_git_change_detection = false
track_dependencies = false
timeout_constant = 60.0
timeout_multiplier = 3.0
"""
PYTEST = """\
[pytest]
addopts = --import-mode=importlib -p no:cacheprovider
filterwarnings = error
pythonpath = .
"""
GENERATE = """\
from mutmut.__main__ import copy_also_copy_files, copy_src_dir, create_mutants
copy_src_dir(), copy_also_copy_files(), create_mutants(1)
"""


def main() -> None:
    """Mutate, test, and print a line for each module and each survivor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("modules", nargs="*", help="such as bot.policy.settle; all if none")
    parser.add_argument("--children", type=int, default=2, help="mutants tested at once")
    parser.add_argument("--sample", type=int, help="test so many, drawn at random")
    parser.add_argument("--seed", type=int, default=1, help="which ones are drawn")
    parser.add_argument("--again", action="store_true", help="test what survived again, no more")
    parser.add_argument("--show", action="store_true", help="show the last run's survivors")
    given = parser.parse_args()
    if not given.show:
        environment()
        copy(keeping=given.again)
        started = time.monotonic()
        if given.again:
            names = survivors(given.modules)
        else:
            names = drawn(sorted(results(given.modules)), given.sample, given.seed)
        run(names, given.children)
        print(f"took {(time.monotonic() - started) / 60:.1f} min with {given.children} at once")
    report(given.modules)


def environment() -> None:
    """Make the environment of mutmut, once."""
    own = ROOT / ".tools" / "uv" / "bin" / "uv"
    uv = str(own) if own.exists() else "uv"
    python = HOME / "bin" / "python"
    if not python.exists():
        subprocess.run([uv, "venv", "-q", "--python", "3.10", str(HOME)], check=True)  # noqa: S603
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pins = [f"{name}=={version}" for name, version in LOCKED.findall(lock) if name in NEEDED]
    install = [uv, "pip", "install", "-q", "--python", str(python), MUTMUT, *pins]
    subprocess.run(install, check=True)  # noqa: S603


def copy(*, keeping: bool) -> None:
    """Copy what is mutated and what tests it; `keeping` the verdicts on what did not change."""
    if not keeping:
        shutil.rmtree(WORK, ignore_errors=True)
    for name in COPIED:
        source, target = ROOT / name, WORK / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, dirs_exist_ok=True, ignore=_left_out)
        else:
            shutil.copy2(source, target)
    shutil.copy2(ROOT / "bench" / "mutants_plugin.py", WORK)
    # Python looks for the plugin there, and remembers a folder that is missing.
    (WORK / "mutants").mkdir(exist_ok=True)
    (WORK / "pyproject.toml").write_text(CONFIG.format(tests=json.dumps(TESTS)))
    (WORK / "pytest.ini").write_text(PYTEST)
    (WORK / "mutants" / "mutmut-stats.json").unlink(missing_ok=True)
    generate = [str(HOME / "bin" / "python"), "-c", GENERATE]
    subprocess.run(generate, cwd=WORK, check=True, stdout=subprocess.DEVNULL)  # noqa: S603


def _left_out(_: str, names: Sequence[str]) -> list[str]:
    return [name for name in names if name == "__pycache__"]


def drawn(names: list[str], count: int | None, seed: int) -> list[str]:
    """Draw a sample of the mutants, the same ones for the same seed."""
    # Nothing of it is a secret.
    return names if count is None else random.Random(seed).sample(names, count)  # noqa: S311


def run(names: Sequence[str], children: int) -> None:
    """Run mutmut on the copy."""
    command = [str(HOME / "bin" / "mutmut"), "run", "--max-children", str(children), *names]
    path = {"PYTHONPATH": str(WORK / "mutants"), "PYTHONDONTWRITEBYTECODE": "1"}
    log = WORK / "run.log"
    print(f"mutmut works in {WORK.relative_to(ROOT)}; its output is in {log.name} there")
    with log.open("w") as out:
        subprocess.run(command, cwd=WORK, env={**os.environ, **path}, check=True, stdout=out)  # noqa: S603


def results(modules: Sequence[str]) -> dict[str, str]:
    """Read the last run's verdicts: by the mutant's name, what became of it."""
    found: dict[str, str] = {}
    for path in sorted((WORK / "mutants" / "bot" / "policy").glob("*.meta")):
        if not modules or f"bot.policy.{path.name.removesuffix('.py.meta')}" in modules:
            codes = json.loads(path.read_text())["exit_code_by_key"]
            found |= {name: STATUS.get(code, "suspicious") for name, code in codes.items()}
    return found


def survivors(modules: Sequence[str]) -> list[str]:
    """List the mutants that the last run did not kill."""
    spared = {"killed", "not run"}
    return [name for name, status in results(modules).items() if status not in spared]


def report(modules: Sequence[str]) -> None:
    """Print a line for each module, and the fault of each mutant that was not killed."""
    found = results(modules)
    for name in survivors(modules):
        command = [str(HOME / "bin" / "mutmut"), "show", name]
        told = subprocess.run(command, cwd=WORK, capture_output=True, text=True, check=True)  # noqa: S603
        print(told.stdout)
    by_module: dict[str, Counter[str]] = {}
    for name, status in found.items():
        by_module.setdefault(name.rpartition(".")[0], Counter())[status] += 1
    for module, counts in by_module.items():
        print(_line(module, counts))
    print(_line("all", sum(by_module.values(), Counter())))


def _line(name: str, counts: Counter[str]) -> str:
    told = ", ".join(f"{count} {status}" for status, count in counts.most_common())
    tested = counts.total() - counts["not run"]
    return f"{name}: {told}; {counts['killed'] / max(tested, 1):.1%} of {tested} killed"


if __name__ == "__main__":
    main()
