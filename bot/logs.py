"""Logs: one line an event, without customers' words. Set before Rasa is imported."""

from __future__ import annotations

import logging

import structlog

#: Libraries that say too much; what they warn of is still said.
LOUD = (
    *("rasa", "rasa_sdk", "sanic.root", "sanic.access", "sanic.error", "asyncio", "alembic"),
    # It would name every address that is asked for, and a file's address lets anybody fetch it.
    *("httpx", "httpcore"),
)
#: Libraries of Rasa's age warn, by Python's own warnings, of things that nobody here can change.
UNHEARD = ("py.warnings", "matplotlib", "apscheduler")


def set_up_logs() -> None:
    """Send logs of INFO and above to standard error; what is LOUD only from WARNING on.

    Rasa logs customers' words at DEBUG through structlog, which prints everything unless told.
    """
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    for name in LOUD:
        logging.getLogger(name).setLevel(logging.WARNING)
    for name in UNHEARD:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    logging.getLogger("asyncio").addFilter(_is_no_closed_websocket)
    logging.captureWarnings(capture=True)
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
        logger_factory=structlog.PrintLoggerFactory(),
        cache_logger_on_first_use=True,
    )


def _is_no_closed_websocket(record: logging.LogRecord) -> bool:
    """Leave out what Sanic 21.12 lets asyncio say of each websocket that a browser drops."""
    text = record.getMessage()
    return not (text.startswith("Task was destroyed") and "WebsocketFrameAssembler" in text)
