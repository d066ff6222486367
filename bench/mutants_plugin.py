"""Makes the engine's tests honest and quick under mutmut: a pytest plugin of `bench.mutants`.

mutmut forks a warm process for each mutant, in which policies loaded by the code as it was would
hide what a mutant does to loading. So what a mutant can have changed is made anew: everything,
for a function that runs at import; the loaded policies, for one that loading reaches; otherwise
fresh policies are at hand that nothing has been asked of.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import wraps
from pathlib import Path
from typing import Any

import mutmut.mutation.trampoline
import pytest
from hypothesis import Phase, settings
from mutmut.state import state
from mutmut.utils.format_utils import mangled_name_from_mutant_name

REACHED = Path("reached.json")
LOADED = "tests.bot.policy.loaded"
EXAMPLES = 15
SECONDS = 10
BYTES = 2 << 30
# What mutmut does beside testing a mutant.
OTHER = ("", "stats", "fail", "list_all_tests", "mutant_generation")
TIMED_OUT = 36
# Reads thousands of damaged files and asks only that nothing breaks.
LEFT_OUT = ("test_a_damaged_file_is_read_or_refused_and_never_breaks",)

Function = Callable[..., Any]


class Current:
    """The mutant under test, looked up at every call; no module while mutmut looks on."""

    module: str | None = None
    name = ""


def quick(mutants: Mapping[str, Function], **options: bool) -> Callable[[Function], Function]:
    """Choose between a function and its mutants as mutmut does, in a tenth of the time."""

    def decorate(function: Function) -> Function:
        slow = careful(mutants, **options)(function)
        if options:
            return slow
        module = function.__module__

        @wraps(function)
        def choose(*args: Any, **kwargs: Any) -> Any:
            if Current.module is None:
                return slow(*args, **kwargs)
            name = Current.name if Current.module == module else "_mutmut_orig"
            return mutants.get(name, mutants["_mutmut_orig"])(*args, **kwargs)

        return choose

    return decorate


careful = mutmut.mutation.trampoline.wrap_in_trampoline
mutmut.mutation.trampoline.wrap_in_trampoline = quick


def mutant() -> str:
    """The mutant under test; empty while there is none."""
    name = os.environ.get("MUTANT_UNDER_TEST", "")
    return "" if name in OTHER else name


def is_stats() -> bool:
    """Whether mutmut is finding out which tests reach which function."""
    return os.environ.get("MUTANT_UNDER_TEST") == "stats"


def pytest_sessionstart() -> None:
    """Make anew what the mutant can have changed before any test runs."""
    name = mutant()
    Current.module = None if os.environ.get("MUTANT_UNDER_TEST") in OTHER[1:] else ""
    if not name:
        return
    Current.module, _, Current.name = name.rpartition(".")
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    reached = json.loads(REACHED.read_text())
    function = mangled_name_from_mutant_name(name)
    if function in reached["import"]:
        for module in [each for each in sys.modules if each.startswith(("bot.policy", "tests."))]:
            del sys.modules[module]
    else:
        forget(but_the_book=function not in reached["load"])


def forget(*, but_the_book: bool) -> None:
    """Empty what functions remember."""
    book = sys.modules[LOADED].__dict__["book"]
    for name, module in list(sys.modules.items()):
        if name.startswith(("bot.policy", "tests.")):
            for value in list(vars(module).values()):
                if hasattr(value, "cache_clear") and not (but_the_book and value is book):
                    value.cache_clear()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[Any]) -> None:
    """Let Hypothesis try few examples, always the same, and not look for the smallest."""
    items[:] = [item for item in items if item.originalname not in LEFT_OUT]
    for item in items:
        known = getattr(item.obj, "_hypothesis_internal_use_settings", None)
        if known is not None:
            item.obj._hypothesis_internal_use_settings = settings(
                known,
                max_examples=min(known.max_examples, EXAMPLES),
                derandomize=True,
                database=None,
                phases=(Phase.explicit, Phase.generate),
                report_multiple_bugs=False,
            )


def pytest_collection_finish() -> None:
    """Note what import and loading reach: every test that uses them tests that too."""
    if is_stats():
        reached = {"import": _taken()}
        sys.modules[LOADED].__dict__["book"]()
        reached["load"] = _taken()
        REACHED.write_text(json.dumps(reached))


def _taken() -> list[str]:
    hits = sorted(state()._stats)
    state()._stats.clear()
    return hits


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown(item: Any) -> None:
    """Count what import and loading reach as reached by the test."""
    if is_stats():
        reached = json.loads(REACHED.read_text())
        state()._stats.update(reached["import"])
        if hasattr(item.module, "book"):
            state()._stats.update(reached["load"])


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol() -> Iterator[Any]:
    """End a test that does not end: by its own time, so that a busy machine kills no mutant."""
    if mutant():
        signal.signal(signal.SIGPROF, lambda *_: os._exit(TIMED_OUT))
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
    return (yield)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Leave fresh policies behind for the mutants that loading does not reach."""
    if mutant():
        # A mutant that breaks the import itself is killed, not interrupted.
        if session.exitstatus == pytest.ExitCode.INTERRUPTED:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
    elif os.environ.get("MUTANT_UNDER_TEST", "") == "":
        forget(but_the_book=False)
        sys.modules[LOADED].__dict__["book"]()
