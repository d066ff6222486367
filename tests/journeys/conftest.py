"""One running product for all journeys; those that kill a process start one of their own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path

import pytest

from bot.demo import with_times
from tests.bot.channels.fake_graph import FakeGraph, fake_graph
from tests.journeys.product import Product
from tests.journeys.signed import SETTING

HERE = Path(__file__).parent


def start(folder: Path, **settings: str) -> Product:
    """Start the product with the journeys' purchases imported as billing records."""
    product = Product(folder, **settings)
    ledger = folder / "ledger.csv"
    text = (HERE / "ledger.csv").read_text()
    ledger.write_text(with_times(text, datetime.now(timezone.utc), "Asia/Manila"))
    imported = product.refunds("ledger", "import", str(ledger))
    assert imported.returncode == 0, imported.stderr
    try:
        product.start()
    except AssertionError:
        product.stop()
        raise
    return product


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    product = start(tmp_path_factory.mktemp("journeys"), IDENTITY_SECRETS=SETTING)
    yield product
    product.stop()


@pytest.fixture
def own_product(tmp_path: Path) -> Iterator[Product]:
    product = start(tmp_path)
    yield product
    product.stop()


@pytest.fixture(scope="session")
def graph() -> Iterator[FakeGraph]:
    with fake_graph() as graph:
        yield graph


@pytest.fixture(scope="session")
def shop(graph: FakeGraph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """One running product with WhatsApp for all journeys there."""
    product = start(tmp_path_factory.mktemp("whatsapp"), **graph.settings())
    yield product
    product.stop()
