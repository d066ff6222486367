"""The policies as they are, loaded once for all tests of the engine."""

from __future__ import annotations

from functools import lru_cache

from bot.policy.load import load_policies
from bot.policy.policy_book import PolicyBook
from bot.settings import ROOT

POLICIES = ROOT / "policies"
MERCHANTS = tuple(sorted(path.parent.name for path in POLICIES.glob("*/merchant.yml")))


@lru_cache(maxsize=1)
def book() -> PolicyBook:
    """Load them at the first use."""
    return load_policies(POLICIES)
