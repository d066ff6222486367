"""Builds the assistant from its settings: the only place that builds anything."""

from __future__ import annotations

from dataclasses import dataclass

from bot.cases.database import Database
from bot.policy.load import load_policies
from bot.policy.policy_book import PolicyBook
from bot.settings import ROOT, Settings
from bot.triage.replies import Replies


@dataclass(frozen=True)
class App:
    """What every door, page and command works with."""

    settings: Settings
    book: PolicyBook
    database: Database
    replies: Replies


def build(settings: Settings) -> App:
    """Build the assistant: read the policies, open the database, bring its tables up to date.

    Raises:
        BadSetting: the database cannot be opened.
        PolicyFaults: a policy file is faulty; every fault is named.
    """
    book = load_policies(settings.policies)
    database = Database(settings.database_url)
    database.migrate()
    return App(settings, book, database, Replies(ROOT / "domain.yml"))
