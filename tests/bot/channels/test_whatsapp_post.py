"""What WhatsApp refuses is tried again, left in doubt, or shown to staff, each by its kind."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.cases.case import Delivery
from bot.cases.steps import Said, load_case, say_to_last
from tests.bot.channels.conftest import WhatsApp
from tests.bot.channels.fake_graph import words_of
from tests.bot.channels.webhooks import Customer, status

ANA = Customer("639171234567", "PH.1")


def deliveries(whatsapp: WhatsApp) -> list[tuple[str, str | None, int]]:
    with whatsapp.app.database.reading() as session:
        found = session.execute(select(Delivery).order_by(Delivery.id)).scalars()
        return [(one.state, one.error, one.attempts) for one in found]


@pytest.mark.parametrize("code", [131056, 130429, 131000, 131016, 190])
async def test_what_is_refused_for_now_is_sent_later_and_once(
    whatsapp: WhatsApp, code: int
) -> None:
    whatsapp.fake.fail(code, times=2)
    await whatsapp.take(ANA.text("hello"))
    await whatsapp.settle()
    await whatsapp.settle()
    assert len(whatsapp.fake.sent) == 1
    assert deliveries(whatsapp) == [("sent", None, 3)]


@pytest.mark.parametrize("how", [{"status": 503}, {"status": 500, "body": "<html>sorry</html>"}])
async def test_a_server_that_is_out_of_order_is_asked_again(
    whatsapp: WhatsApp, how: dict[str, object]
) -> None:
    whatsapp.fake.fail(**how)  # type: ignore[arg-type]
    await whatsapp.take(ANA.text("hello"))
    await whatsapp.settle()
    assert len(whatsapp.fake.sent) == 1


@pytest.mark.parametrize("code", [131047, 131026, 131009])
async def test_what_is_refused_for_good_is_shown_to_staff_and_a_person_takes_it(
    whatsapp: WhatsApp, code: int
) -> None:
    whatsapp.fake.fail(code)
    await whatsapp.take(ANA.text("hello"))
    await whatsapp.settle()
    assert deliveries(whatsapp) == [("failed", str(code), 1)]
    (case,) = whatsapp.cases()
    assert case["who_speaks"] == "waiting"
    (noted,) = [step for step in case["history"] if step["action"] == "not delivered"]
    assert noted["detail"]["error"] == str(code)


@pytest.mark.parametrize("how", [{"breaks": True}, {"status": 504, "body": "timed out"}])
async def test_what_is_in_doubt_is_never_sent_twice(
    whatsapp: WhatsApp, how: dict[str, object]
) -> None:
    whatsapp.fake.fail(**how)  # type: ignore[arg-type]
    await whatsapp.take(ANA.text("hello"))
    for _ in range(3):
        await whatsapp.settle()
    assert [state for state, _, _ in deliveries(whatsapp)] == ["uncertain"]
    assert len(whatsapp.fake.sent) <= 1


async def test_a_status_that_tells_of_a_failure_brings_a_person(whatsapp: WhatsApp) -> None:
    await whatsapp.take(ANA.text("hello"))
    (sent,) = whatsapp.fake.sent
    await whatsapp.take(status(sent["wamid"], "failed", 131026))
    assert deliveries(whatsapp) == [("failed", "131026", 1)]
    assert whatsapp.cases()[0]["who_speaks"] == "waiting"


async def test_a_customer_is_written_to_by_both_ids(whatsapp: WhatsApp) -> None:
    await whatsapp.take(ANA.text("hello"))
    (sent,) = whatsapp.fake.sent
    assert (sent["to"], sent["recipient"]) == ("639171234567", "PH.1")
    assert sent["biz_opaque_callback_data"]


async def test_words_from_another_process_go_out_in_order_and_together(whatsapp: WhatsApp) -> None:
    await whatsapp.take(ANA.text("hello"))
    ref = whatsapp.cases()[0]["ref"]
    with whatsapp.app.database.writing() as session:
        case = load_case(session, ref)
        for words in ("Hello, I'm Maria.", "I've found it."):
            say_to_last(session, case, [Said(words)], case.updated_at, "staff")
    await whatsapp.settle()
    assert words_of(whatsapp.fake.sent[-1]) == "Hello, I'm Maria.\n\nI've found it."


async def test_words_for_who_never_wrote_to_us_are_shown_to_staff(whatsapp: WhatsApp) -> None:
    await whatsapp.take(ANA.text("hello"))
    with whatsapp.app.database.writing() as session:
        delivery = session.execute(select(Delivery)).scalar_one()
        delivery.state, delivery.address = "pending", "nobody"
    await whatsapp.settle()
    assert deliveries(whatsapp)[0][:2] == ("failed", "no number")
