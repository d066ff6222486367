"""Make Rasa start in seconds: call `lighten_rasa()` before the first import of `rasa`."""

from __future__ import annotations

import importlib
import logging

import structlog

from bot.nlu.without_tensorflow import shut_out_tensorflow


def lighten_rasa() -> None:
    """Keep out of the process what Rasa imports and our pipeline never uses.

    With the byte code at hand, loading the model and reading a first message takes 5 s and
    490 MB instead of 16 s and 815 MB (2 cores; TensorFlow is 9 s of that, skops 2 s).
    """
    shut_out_tensorflow()
    # At its import skops looks for 765 names in every module that is loaded. Rasa would import
    # it last, when there are four thousand modules to look through.
    importlib.import_module("skops.io")


def hush_rasa() -> None:
    """Let Rasa log errors alone: unconfigured, it prints each customer's words."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
