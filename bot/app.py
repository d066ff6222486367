"""Builds the assistant from its settings: the only place that builds anything."""

from __future__ import annotations

from dataclasses import dataclass

from bot.cases.database import Database
from bot.errors import BadSetting
from bot.policy.policy_book import PolicyBook
from bot.policy.watch import PolicyWatch
from bot.settings import ROOT, Settings
from bot.triage.replies import Replies


@dataclass(frozen=True)
class App:
    """What every door, page and command works with."""

    settings: Settings
    policies: PolicyWatch
    database: Database
    replies: Replies

    @property
    def book(self) -> PolicyBook:
        """The policies in use now; who asks twice in one turn may get two."""
        return self.policies.book


def build(settings: Settings) -> App:
    """Build the assistant: read the policies, open the database, bring its tables up to date.

    Raises:
        BadSetting: the database cannot be opened, or WhatsApp's numbers name an unknown merchant.
        PolicyFaults: a policy file is faulty; every fault is named.
    """
    policies = PolicyWatch(settings.policies)
    _check_numbers(settings, policies.book)
    database = Database(settings.database_url)
    database.migrate()
    return App(settings, policies, database, Replies(ROOT / "domain.yml"))


def _check_numbers(settings: Settings, book: PolicyBook) -> None:
    numbers = settings.whatsapp.numbers if settings.whatsapp else {}
    unknown = sorted(set(numbers.values()) - set(book.merchants))
    if unknown:
        raise BadSetting(
            f"WHATSAPP_NUMBERS names {', '.join(unknown)}, which has no policies. "
            f"Use {', '.join(sorted(book.merchants))}."
        )
