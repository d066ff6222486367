from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.cases.case import Delivery
from bot.cases.hold import hold
from bot.cases.inbox import Inbound, record_inbound
from bot.cases.states import pass_on
from bot.cases.steps import commit_step, load_case


async def test_an_empty_list_says_so_kindly(maya):
    answer = await maya.get("/")
    assert answer.status_code == 200
    assert "No case waits for a person." in answer.text
    assert "no answer yet" not in answer.text
    assert "uncertain" not in answer.text


async def test_messages_without_an_answer_are_told_where_no_case_waits(maya, database, clock):
    with database.writing() as session:
        record_inbound(session, Inbound("rest", "ana", "hello", clock.now, None, "example"))
    text = (await maya.get("/")).text
    assert "1 message from a customer has no answer yet: " in text
    assert "No case waits for a person." in text


async def test_uncertain_deliveries_are_told_beside_the_waiting_cases(maya, cases, database):
    ref = cases.add(said=["One.", "Two."])
    with database.writing() as session:
        session.execute(update(Delivery).values(state="uncertain"))
    text = (await maya.get("/")).text
    told = text[text.index("It is uncertain whether 2 messages to customers arrived:") :]
    assert f'href="/case/{ref}"' in told[: told.index("</p>")]


async def test_of_another_companys_open_ends_nobody_hears(sign_in, cases, database):
    cases.add(said=["One."])
    with database.writing() as session:
        session.execute(update(Delivery).values(state="uncertain"))
    ines, maya = await sign_in("Ines"), await sign_in("Maya")
    assert "uncertain" in (await maya.get("/")).text
    text = (await ines.get("/")).text
    assert "uncertain" not in text
    assert "no answer yet" not in text


async def test_a_waiting_case_stands_with_all_that_staff_need(maya, cases, clock):
    ref = cases.add(
        reason="conflict",
        summary="SMS credits, bought by accident",
        answer_by=clock.now + timedelta(hours=5),
    )
    text = (await maya.get("/")).text
    assert f'href="/case/{ref}"' in text
    assert "Example SMS" in text
    assert "Sections of the policy disagree about this case." in text
    assert "Tue 24 Nov 2026, 7:00 PM Philippine time (UTC+8)" in text
    assert "in 5 h" in text
    assert "SMS credits, bought by accident" in text
    assert "Overdue" not in text


async def test_what_is_overdue_stands_on_top_and_says_so_in_a_word(maya, cases, clock):
    later = cases.add(answer_by=clock.now + timedelta(days=1))
    never = cases.add()
    overdue = cases.add(answer_by=clock.now - timedelta(seconds=1))
    text = (await maya.get("/")).text
    assert text.index(overdue) < text.index(">Overdue<") < text.index(later) < text.index(never)
    assert '<strong class="mark">1 overdue</strong>' in text
    assert 'Waiting <span class="count">3</span>' in text


async def test_the_last_instant_is_still_in_time(maya, cases, clock):
    cases.add(answer_by=clock.now)
    assert "Overdue" not in (await maya.get("/")).text


async def test_a_case_that_a_person_has_taken_over_waits_no_more(maya, cases, database, clock):
    ref = cases.add()
    with database.writing() as session:
        case = load_case(session, ref)
        pass_on(case, "take_over", clock.now, "Maya")
        hold(case, "Maya", clock.now)
        commit_step(session, case, clock.now)
    assert ref not in (await maya.get("/")).text
    assert ref in (await maya.get("/?list=mine")).text
    assert ref in (await maya.get("/?list=all")).text
    assert ref not in (await maya.get("/?list=closed")).text


async def test_a_list_holds_only_cases_of_companies_that_one_may_see(sign_in, maya, cases):
    mine, theirs = cases.add(), cases.add(merchant="another")
    text = (await maya.get("/")).text
    assert mine in text
    assert theirs not in text
    text = (await (await sign_in("Ines")).get("/")).text
    assert theirs in text
    assert mine not in text


async def test_a_list_is_narrowed_by_why_a_case_waits_and_keeps_its_counts_right(maya, cases):
    asked, conflict = cases.add(reason="asked"), cases.add(reason="conflict")
    text = (await maya.get("/?list=waiting&reason=conflict")).text
    assert conflict in text
    assert asked not in text
    assert 'Waiting <span class="count">1</span>' in text
    assert "No case fits these filters." in (await maya.get("/?reason=abuse")).text


async def test_fifty_cases_stand_on_a_page_and_the_rest_on_the_next(maya, cases):
    refs = [cases.add() for _ in range(51)]
    first, second = (await maya.get("/")).text, (await maya.get("/?page=2")).text
    assert "Page 1 of 2" in first
    assert sorted(ref in first for ref in refs) == [False] + [True] * 50
    assert sorted(ref in second for ref in refs) == [False] * 50 + [True]
    assert (await maya.get("/?page=much")).status_code == 200


async def test_what_somebody_let_lie_waits_again(sign_in, maya, cases, clock):
    ref = cases.add()
    await maya.act(ref, "take-over")
    ben = await sign_in("Ben")
    assert ref not in (await ben.get("/")).text
    clock.now += timedelta(minutes=30)
    assert ref in (await ben.get("/")).text


@pytest.mark.parametrize("field", ["summary", "reason"])
async def test_a_customers_words_stay_words(field, maya, cases):
    cases.add(**{field: "<script>alert(1)</script>"})
    text = (await maya.get("/")).text
    assert "<script>" not in text
    assert "&lt;script&gt;" in text


async def test_a_customers_answer_brings_the_case_to_the_top_of_mine(maya, cases, database, clock):
    refs = [cases.add(sender=f"s{number}") for number in range(2)]
    for ref in refs:
        await maya.act(ref, "take-over")
        assert "The customer wrote" in (await maya.get("/?list=mine")).text
        await maya.act(ref, "say", words="What is it about?")
    text = (await maya.get("/?list=mine")).text
    assert "The customer wrote" not in text
    first, second = sorted(refs, key=text.index)
    with database.writing() as session:
        sender = load_case(session, second).sender
        inbound = Inbound("rest", sender, "It is <b>not</b>\nthere yet", clock.now, None, "example")
        record_inbound(session, inbound)
    clock.now += timedelta(minutes=5)
    text = (await maya.get("/?list=mine")).text
    assert text.index(f"row-{second}") < text.index(f"row-{first}")
    assert "The customer wrote 5 min ago:" in text
    assert "“It is &lt;b&gt;not&lt;/b&gt; there yet”" in text
    assert "2:00 PM Philippine time (UTC+8), 5 min ago" in text
    await maya.act(second, "say", words="I look into it.")
    assert "The customer wrote" not in (await maya.get("/?list=mine")).text


async def test_a_card_tells_the_customers_last_words_in_one_short_line(maya, cases):
    cases.add("My order is late.\n" + "very " * 60 + "late")
    text = (await maya.get("/")).text
    assert "“My order is late. very very" in text
    said = text[text.index("“My order") + 1 : text.index("”", text.index("“My order"))]
    assert len(said) <= 120
    assert said.endswith("…")
