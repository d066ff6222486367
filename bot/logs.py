"""Logs: one line an event, without customers' words. Set before Rasa is imported."""

from __future__ import annotations

import logging
import warnings

import structlog

#: Rasa and its libraries say too much; what they warn of is still said.
LOUD = ("rasa", "sanic.root", "sanic.access", "sanic.error", "asyncio", "matplotlib", "apscheduler")


def set_up_logs() -> None:
    """Send logs of INFO and above to standard error; Rasa's own only from WARNING on.

    Rasa logs customers' words at DEBUG through structlog, which prints everything unless told.
    """
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    for name in LOUD:
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
        logger_factory=structlog.PrintLoggerFactory(),
        cache_logger_on_first_use=True,
    )
    # Libraries of Rasa's age warn of things that nobody here can change.
    warnings.filterwarnings("ignore")
