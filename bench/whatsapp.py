"""Webhooks of WhatsApp: how many a second are acknowledged, how long that takes, and what is lost.

200 customers write at once, each several messages, to the running product; a fake of Meta's Graph
API takes the answers. Then each customer must have one answer for each message, and none twice.

python -m bench.whatsapp [--customers 200] [--messages 3]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import tempfile
import time
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

from tests.bot.channels.fake_graph import FakeGraph, fake_graph
from tests.bot.channels.webhooks import PATH, Customer, signature
from tests.journeys.product import Product

#: Different words, so that each has an answer of its own.
SENTENCES = ("hello", "how long does it take?", "is it safe?", "what is a token?", "thank you")
#: WhatsApp wants an answer within this, in milliseconds (median).
WANTED = 250
LONGEST_WAIT = 600.0
HEAD = (
    "POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Length: {length}\r\n"
    "X-Hub-Signature-256: {signature}\r\n\r\n"
)


async def write(host: str, port: int, bodies: list[bytes]) -> list[float]:
    """Post one customer's messages one after another; return the milliseconds to each 200.

    By hand on one connection: a client with a pool of 200 would be slower than what it measures.
    """
    waited = []
    reader, writer = await asyncio.open_connection(host, port)
    for body in bodies:
        head = HEAD.format(path=PATH, host=host, length=len(body), signature=signature(body))
        began = time.perf_counter()
        writer.write(head.encode() + body)
        answer = await reader.readuntil(b"\r\n\r\n")
        waited.append((time.perf_counter() - began) * 1000)
        if not answer.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(answer.decode())
    writer.close()
    await writer.wait_closed()
    return waited


async def write_at_once(url: str, customers: list[Customer], messages: int) -> list[float]:
    """Let all customers write at the same time."""
    where = urlsplit(url)
    host, port = where.hostname or "", where.port or 0
    letters = [bodies_of(customer, messages) for customer in customers]
    each = await asyncio.gather(*(write(host, port, bodies) for bodies in letters))
    return [waited for some in each for waited in some]


def bodies_of(customer: Customer, messages: int) -> list[bytes]:
    """Return the webhooks of one customer's messages."""
    texts = [SENTENCES[number % len(SENTENCES)] for number in range(messages)]
    return [json.dumps(customer.text(text)).encode() for text in texts]


def answered(graph: FakeGraph, sent: int) -> float:
    """Wait until so many answers are there and no more come; return the seconds it took."""
    began = time.perf_counter()
    while len(graph.sent) < sent and time.perf_counter() - began < LONGEST_WAIT:
        time.sleep(0.1)
    took = time.perf_counter() - began
    time.sleep(5)
    return took


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=200)
    parser.add_argument("--messages", type=int, default=3)
    given = parser.parse_args()
    customers = [Customer(f"6391{number:08}") for number in range(given.customers)]
    with tempfile.TemporaryDirectory() as folder, fake_graph() as graph:
        product = Product(Path(folder), **graph.settings())
        product.start()
        try:
            began = time.perf_counter()
            waited = asyncio.run(write_at_once(product.url, customers, given.messages))
            seconds = time.perf_counter() - began
            until_answered = answered(graph, len(waited))
        finally:
            product.stop()
    quantiles = statistics.quantiles(waited, n=100)
    print(f"{given.customers} customers at once, {given.messages} messages each")
    print(f"acknowledged a second  {len(waited) / seconds:8.1f}")
    print(f"p50 ms                 {statistics.median(waited):8.1f}   (wanted: {WANTED})")
    print(f"p99 ms                 {quantiles[98]:8.1f}")
    print(f"all answered after s   {until_answered:8.1f}")
    say_lost(graph, customers, given.messages)


def say_lost(graph: FakeGraph, customers: list[Customer], messages: int) -> None:
    """Print how many answers are missing, and how many came twice."""
    answers = Counter(message["to"] for message in graph.sent)
    counts = [answers[customer.sender] for customer in customers]
    print(f"lost                   {sum(max(messages - count, 0) for count in counts):8}")
    print(f"answered twice         {sum(max(count - messages, 0) for count in counts):8}")


if __name__ == "__main__":
    main()
