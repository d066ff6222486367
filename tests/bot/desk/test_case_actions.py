"""What staff do with a case at its page, and what they are told where it is refused."""

from __future__ import annotations

import re

import pytest

from bot.cases.case import CaseFact, HistoryEntry
from bot.cases.hold import HOLD_FOR
from bot.cases.queries import show_case
from bot.cases.steps import load_case, store_case
from tests.bot.desk.conftest import NOW, SEEN


@pytest.fixture
def ref(cases):
    return cases.add(said=["I'll pass you on."])


@pytest.fixture
def shown(database):
    def show(ref):
        with database.reading() as session:
            return show_case(session, ref)

    return show


def last_words(case):
    return case["messages"][-1]["from"], case["messages"][-1]["text"]


async def test_taking_over_speaking_and_handing_back_are_one_form_each(maya, ref, shown):
    assert (await maya.act(ref, "take-over")).status_code == 303
    assert shown(ref)["who_speaks"] == "human"
    assert "Maya" in last_words(shown(ref))[1]
    said = await maya.act(ref, "say", words="Hello Ana,\nI am looking into it.")
    assert (said.status_code, said.headers["location"]) == (303, f"/case/{ref}")
    assert last_words(shown(ref)) == ("staff", "Hello Ana,\nI am looking into it.")
    assert (await maya.act(ref, "hand-back")).status_code == 303
    assert shown(ref)["who_speaks"] == "bot"


async def test_what_is_not_offered_stands_on_no_page(maya, ref):
    before = (await maya.get(f"/case/{ref}")).text
    assert f'action="/case/{ref}/say"' not in before
    await maya.act(ref, "take-over")
    after = (await maya.get(f"/case/{ref}")).text
    assert f'action="/case/{ref}/say"' in after
    assert f'action="/case/{ref}/take-over"' not in after
    assert f'action="/case/{ref}/ask"' in after


async def test_a_stale_step_tells_what_changed_and_keeps_what_was_typed(maya, sign_in, ref, shown):
    ben = await sign_in("Ben")
    seen = SEEN.search((await ben.get(f"/case/{ref}")).text)[1]
    await maya.act(ref, "take-over")
    answer = await ben.act(ref, "note", seen=seen, note="She called twice <b>")
    assert answer.status_code == 409
    assert "the case changed since you looked" in answer.text
    assert "<li>Maya took over" in answer.text
    assert "She called twice &lt;b&gt;</textarea>" in answer.text
    assert "noted" not in [entry["action"] for entry in shown(ref)["history"]]
    # Having read that, they send it again from the page that told them.
    again = SEEN.search(answer.text)[1]
    assert (await ben.act(ref, "note", seen=again, note="She called twice")).status_code == 303


async def test_what_the_customer_tells_makes_an_ending_stale_but_no_answer(
    maya, cases, ref, database, clock
):
    await maya.act(ref, "take-over")
    seen = SEEN.search((await maya.get(f"/case/{ref}")).text)[1]
    with database.writing() as session:
        case = load_case(session, ref)
        case.facts.append(CaseFact("messages_sent", "claimed", 3, clock.now))
        told = {"facts": {"messages_sent": 3}}
        case.history.append(HistoryEntry(clock.now, "customer", "told", told))
        store_case(session, case, clock.now)
    assert (await maya.act(ref, "say", seen=seen, words="Yes?")).status_code == 303
    stale = await maya.act(ref, "close", seen=seen, outcome="answered", reason="Told them all")
    assert stale.status_code == 409
    assert "<li>Customer told facts: Messages sent from it: 3</li>" in stale.text
    assert 'value="Told them all"' in stale.text
    assert '<option value="answered" selected>' in stale.text


async def test_while_a_colleague_has_a_case_only_a_lead_may_take_it(maya, sign_in, ref, shown):
    await maya.act(ref, "take-over")
    ben, lea = await sign_in("Ben"), await sign_in("Lea")
    page = (await ben.get(f"/case/{ref}")).text
    assert "Maya has this case." in page
    refused = await ben.act(ref, "take-over")
    assert refused.status_code == 409
    assert (await lea.act(ref, "take-over")).status_code == 303
    kept = await maya.act(ref, "say", words="Still me")
    assert kept.status_code == 409
    assert ">Still me</textarea>" in kept.text


async def test_what_was_left_for_half_an_hour_anybody_may_take(maya, sign_in, ref, clock):
    await maya.act(ref, "take-over")
    ben = await sign_in("Ben")
    clock.now += HOLD_FOR
    assert "anybody may take over" in (await ben.get(f"/case/{ref}")).text
    assert (await ben.act(ref, "take-over")).status_code == 303


async def test_a_case_of_another_company_is_not_there_by_its_address(sign_in, ref, shown):
    ines = await sign_in("Ines")
    assert (await ines.get(f"/case/{ref}")).status_code == 404
    csrf = await ines.csrf()
    before = shown(ref)
    for verb in ("take-over", "say", "note", "close", "block", "typing"):
        answer = await ines.post(f"/case/{ref}/{verb}", csrf=csrf, seen="1.1", words="x", note="x")
        assert answer.status_code == 404, verb
    assert shown(ref) == before


async def test_an_unknown_step_is_no_page(maya, ref):
    assert (await maya.act(ref, "dance")).status_code == 404


async def test_a_broken_mark_of_what_was_seen_is_told_kindly(maya, ref):
    answer = await maya.act(ref, "note", seen="everything", note="kept")
    assert answer.status_code == 422
    assert ">kept</textarea>" in answer.text


async def test_a_fact_is_entered_through_a_field_of_its_kind(maya, ref, shown):
    page = (await maya.get(f"/case/{ref}?enter=purchased_at")).text
    assert 'type="datetime-local"' in page
    assert "In Philippine time" in page
    entered = await maya.act(
        ref, "enter", name="purchased_at", value="2026-11-24T10:00", source="claimed"
    )
    assert entered.status_code == 303
    fact = shown(ref)["facts"]["purchased_at"]
    assert fact == {"value": "2026-11-24T10:00:00+08:00", "source": "claimed"}
    await maya.act(ref, "enter", name="paid", value="1,000.50", source="record")
    assert shown(ref)["facts"]["paid"] == {"value": "1000.50", "source": "record"}
    wrong = await maya.act(ref, "enter", name="messages_sent", value="a few", source="claimed")
    assert wrong.status_code == 422
    assert "is no count" in wrong.text
    assert 'value="a few"' in wrong.text
    await maya.act(ref, "enter", name="paid", value="", source="record")
    assert "paid" not in shown(ref)["facts"]


async def test_ready_words_fill_the_message_also_without_scripts(maya, ref):
    await maya.act(ref, "take-over")
    page = (await maya.get(f"/case/{ref}?reply=utter_reply_hello")).text
    words = page[page.index('id="words"') :]
    assert "Maya" in words[: words.index("</textarea>")]


async def test_what_is_missing_is_asked_for_with_one_click(maya, ref, shown):
    await maya.act(ref, "take-over")
    page = (await maya.get(f"/case/{ref}")).text
    missing = re.findall(r'name="fact" value="(\w+)"', page)
    assert missing[-1] == "proof"
    assert "ground" in missing
    assert (await maya.act(ref, "ask", fact="ground")).status_code == 303
    assert last_words(shown(ref))[0] == "bot"
    assert last_words(shown(ref))[1].endswith(("?", "."))
    assert "asked the customer for" in (await maya.get(f"/case/{ref}")).text


async def test_a_case_is_closed_with_how_and_why(maya, ref, shown):
    await maya.act(ref, "close", outcome="answered", reason="A question alone", farewell="Bye!")
    case = shown(ref)
    assert case["who_speaks"] == "closed"
    assert "Bye!" in [message["text"] for message in case["messages"]]
    page = (await maya.get(f"/case/{ref}")).text
    assert "A question alone" in page
    missing = await maya.act(ref, "close", outcome="declined", reason=" ")
    assert missing.status_code == 422


async def test_a_sender_is_blocked_and_heard_again(maya, ref):
    await maya.act(ref, "block", why="Threats")
    page = (await maya.get(f"/case/{ref}")).text
    assert ">Blocked</strong>" in page
    await maya.act(ref, "lift-block", why="Said sorry")
    assert ">Blocked</strong>" not in (await maya.get(f"/case/{ref}")).text


async def test_a_note_stands_with_who_wrote_it_and_no_customer_reads_it(maya, ref, shown):
    words = [message["text"] for message in shown(ref)["messages"]]
    await maya.act(ref, "note", note="Rang the bank.")
    assert [message["text"] for message in shown(ref)["messages"]] == words
    page = (await maya.get(f"/case/{ref}")).text
    notes = page[page.index('id="notes"') :]
    assert "Maya" in notes
    assert "Rang the bank." in notes


@pytest.mark.parametrize(
    "value", ["20261122083600123456", "9" * 5000, "2,000,000,000"], ids=["20", "5000", "10"]
)
async def test_a_count_that_cannot_be_is_refused_with_what_can(maya, ref, shown, value):
    refused = await maya.act(ref, "enter", name="messages_sent", value=value, source="claimed")
    assert refused.status_code == 422
    assert "Write a number of at most 1,000,000,000." in refused.text
    assert shown(ref)["facts"] == {}


async def test_a_stored_value_that_cannot_be_counts_as_none_and_can_be_replaced(maya, cases, shown):
    told = [
        CaseFact("messages_sent", "claimed", 20261122083600123456, NOW),
        CaseFact("paid", "record", "9" * 40, NOW),
        CaseFact("issue_at", "claimed", "0001-01-01T00:00:00+08:00", NOW),
    ]
    ref = cases.add(facts=told)
    assert (await maya.get(f"/case/{ref}")).status_code == 200
    assert (await maya.act(ref, "take-over")).status_code == 303
    entered = {"name": "messages_sent", "value": "3", "source": "claimed"}
    assert (await maya.act(ref, "enter", **entered)).status_code == 303
    assert (await maya.act(ref, "hand-back")).status_code == 303
    assert (await maya.get(f"/case/{ref}?enter=messages_sent")).status_code == 200
    assert shown(ref)["who_speaks"] == "bot"


async def test_a_form_that_says_it_saw_a_number_without_end_is_refused(maya, ref):
    refused = await maya.act(ref, "note", seen="1." + "7" * 5000, note="Called.")
    assert refused.status_code == 422


async def test_a_form_that_is_sent_twice_is_done_once(maya, ref, shown):
    await maya.act(ref, "take-over")
    page = (await maya.get(f"/case/{ref}")).text
    hidden = {
        n: re.search(f'name="{n}" value="([^"]+)"', page)[1] for n in ("csrf", "seen", "form")
    }
    forms = {
        "say": {"words": "Hello Ana"},
        "note": {"note": "Called."},
        "ask": {"fact": "messages_sent"},
    }
    for verb, fields in forms.items():
        assert (await maya.post(f"/case/{ref}/{verb}", **hidden, **fields)).status_code == 303
        once = shown(ref)
        again = await maya.post(f"/case/{ref}/{verb}", **hidden, **fields)
        assert (again.status_code, again.headers["location"]) == (303, f"/case/{ref}")
        assert shown(ref) == once
    await maya.post(f"/case/{ref}/say", **hidden, words="One more thing")
    assert last_words(shown(ref)) == ("staff", "One more thing")


async def test_the_same_words_in_a_new_form_are_said_again(maya, ref, shown):
    await maya.act(ref, "take-over")
    for key in ("one", "two"):
        await maya.act(ref, "say", words="Are you there?", form=key)
    said = [message["text"] for message in shown(ref)["messages"]]
    assert said[-2:] == ["Are you there?", "Are you there?"]
