"""What all tests share."""

from __future__ import annotations

import os
import warnings
from typing import Any

import pytest

os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
# Rasa and what it pulls in warn of their own age while they are imported; warnings of ours are
# errors from here on.
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from bot import serve

from bot.settings import read_settings


@pytest.fixture(scope="session")
def agent() -> Any:
    """The trained model with its actions, loaded once: it keeps no state between tests."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return serve.load_agent(read_settings({}).model)
