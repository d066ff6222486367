"""A conversation on WhatsApp with the running product, through a fake of Meta's Graph API."""

from __future__ import annotations

from typing import Any

from tests.bot.channels.fake_graph import FakeGraph, choices_of
from tests.bot.channels.webhooks import Customer, post
from tests.journeys.product import Product, wait_until


class Talk:
    """A conversation of one customer: what they write, and what comes back."""

    def __init__(self, product: Product, graph: FakeGraph, customer: Customer) -> None:
        self.product, self.graph, self.customer = product, graph, customer

    def got(self) -> list[dict[str, Any]]:
        ids = {self.customer.wa_id, self.customer.user_id} - {None}
        return [m for m in list(self.graph.sent) if {m.get("to"), m.get("recipient")} & ids]

    def hear(self, before: int, count: int = 1, seconds: float = 20.0) -> list[dict[str, Any]]:
        """Wait for messages after the first so many."""
        wait_until(lambda: len(self.got()) >= before + count, seconds)
        return self.got()[before:]

    def post(self, body: Any, count: int = 1) -> dict[str, Any]:
        """Post a webhook and return the last message of the answer."""
        before = len(self.got())
        answer = post(self.product.url, body)
        assert answer.status_code == 200, answer.text
        return self.hear(before, count)[-1]

    def say(self, text: str, count: int = 1) -> dict[str, Any]:
        return self.post(self.customer.text(text), count)

    def press(self, message: dict[str, Any], title: str, count: int = 1) -> dict[str, Any]:
        button = choices_of(message)[title]
        kind = "list_reply" if message["interactive"]["type"] == "list" else "button_reply"
        return self.post(self.customer.press(button, title, kind), count)

    def case(self) -> dict[str, Any]:
        return self.product.case_of(self.customer.sender)
