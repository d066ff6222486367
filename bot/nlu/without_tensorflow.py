"""Shut TensorFlow out of a process that runs Rasa.

Rasa imports TensorFlow for its neural components whether or not the pipeline has one; ours has
none. Loaded, it costs seconds of every start and hundreds of megabytes that nothing uses. After
`shut_out_tensorflow()` its names import as empty stand-ins, enough for Rasa's modules to define
their classes; anything that would really compute with it fails at once, by name.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import sys
from collections.abc import Sequence
from types import ModuleType
from typing import Any

SHUT_OUT = ("tensorflow", "tensorflow_hub", "tensorflow_text", "keras")


def shut_out_tensorflow() -> None:
    """Let TensorFlow's names stand for nothing; call it before `rasa` is imported.

    Raises `RuntimeError` when TensorFlow is loaded already, since then nothing is saved.
    """
    if any(isinstance(finder, _StandInFinder) for finder in sys.meta_path):
        return
    if "tensorflow" in sys.modules:
        raise RuntimeError(
            "TensorFlow is loaded already. Call shut_out_tensorflow() before importing rasa."
        )
    sys.meta_path.insert(0, _StandInFinder())


class _StandIn(type):
    """A class that stands for whatever name is asked of TensorFlow.

    A class, because Rasa derives from such names, decorates with them and puts them into
    annotations while its modules are being imported.
    """

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        stand_in = _stand_in(f"{cls.__qualname__}.{name}")
        setattr(cls, name, stand_in)
        return stand_in

    def __call__(cls, *arguments: Any, **named: Any) -> Any:
        """Decorate: hand the function back. Nothing else may be computed with a stand-in."""
        if len(arguments) == 1 and callable(arguments[0]) and not named:
            return arguments[0]
        if arguments or named:
            raise TypeError(
                f"{cls.__qualname__} was called, but TensorFlow is shut out of this process. "
                "Leave the component that needs it out of config.yml."
            )
        return super().__call__()


def _stand_in(name: str) -> _StandIn:
    return _StandIn(name, (), {"__module__": "tensorflow"})


class _StandInModule(ModuleType):
    """A module whose every name is a stand-in."""

    __path__: list[str] = []  # noqa: RUF012 -- ModuleType's own type; nothing is ever put in.

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        stand_in = _stand_in(f"{self.__name__}.{name}")
        setattr(self, name, stand_in)
        return stand_in


class _StandInFinder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds a stand-in for every module at or below the names in `SHUT_OUT`."""

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,  # noqa: ARG002 -- The import system passes it.
        target: ModuleType | None = None,  # noqa: ARG002 -- The same.
    ) -> importlib.machinery.ModuleSpec | None:
        """Return a spec of our own for TensorFlow's modules, and none for others."""
        if fullname.partition(".")[0] not in SHUT_OUT:
            return None
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType:
        """Make the stand-in."""
        return _StandInModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Do nothing: there is nothing to run."""
