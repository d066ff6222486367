from __future__ import annotations

from datetime import timedelta

import pytest

from bot.cases.case import CaseFact, Email

DECISION = {
    "outcome": "review",
    "because": "conflict",
    "leaning": "favourable",
    "policy_version": "2025-11-30",
    "clauses": ["5", "2"],
    "alternatives": [
        {
            "amount": {"value": "1000.00", "currency": "PHP", "by": "gcash"},
            "clauses": ["2"],
            "why": "the full amount",
        }
    ],
    "explanation": "Clause 'unused-topup' (section 2) applies: product is sms_credits (record).",
    "conflicts": [{"clauses": ["user-error", "unused-topup"], "sections": [["5"], ["2"]]}],
    "words": "A person will look at it.",
}
ATTACK = '<script>alert(1)</script><img src=x onerror="alert(1)">'


@pytest.fixture
def ref(cases, clock):
    return cases.add(
        text="It was an accident",
        said=["I'll pass you on."],
        decision=DECISION,
        summary="Bought by accident",
        facts=[
            CaseFact("messages_sent", "claimed", 0, clock.now),
            CaseFact("messages_sent", "record", 3, clock.now),
            CaseFact("paid", "claimed", "1000.00", clock.now),
            CaseFact("payment_reference", "claimed", None, clock.now, unknowable=True),
        ],
        emails=[Email("request", "support@merchant.example", "Refund", "The body.", clock.now)],
    )


async def test_a_case_shows_all_that_is_known_of_it(maya, ref):
    text = (await maya.get(f"/case/{ref}")).text
    for words in (
        "Nobody: the customer waits for a person",
        "Bought by accident",
        "A person decides",
        "the policy in force from 2025-11-30",
        "Section 5: Non-Refundable Items and Situations",
        "Section 2: SMS Credit Topups",
        "₱1,000.00 through GCash: the full amount (section 2)",
        "Unused topup (section 2)",
        "Product is “SMS credits” (on record)",
        "It was an accident",
        "I&#39;ll pass you on.",
        "Draft, not sent",
        "support@merchant.example",
        "The body.",
        "passed the case to a person",
        "The customer was asked and cannot say",
    ):
        assert words in text


async def test_a_claim_against_the_record_is_marked_with_a_word(maya, ref):
    text = " ".join((await maya.get(f"/case/{ref}")).text.split())
    assert text.count("Differs") == 1
    row = text[text.index('id="fact-messages_sent"') :]
    assert row[: row.index("</tr>")].endswith("Differs</strong></th> <td>0</td> <td>3</td> ")


async def test_clauses_that_disagree_stand_beside_each_other_with_what_each_says(maya, ref):
    text = (await maya.get(f"/case/{ref}")).text
    card = text[text.index("These two clauses disagree") :]
    for words in ("Clause: User error", "No refund is due", "Clause: Unused topup", "A refund is"):
        assert words in card


async def test_each_line_of_the_email_says_what_it_rests_on(maya, cases, clock):
    body = "Hello\n- Messages sent from it (claimed by the customer): 0\n"
    ref = cases.add(
        facts=[CaseFact("messages_sent", "claimed", 0, clock.now)],
        emails=[Email("request", "s@m.example", "Refund", body, clock.now)],
    )
    text = (await maya.get(f"/case/{ref}")).text
    assert '<a id="line-2" href="#fact-messages_sent">The customer&#39;s word</a>' in text
    assert "Fixed words" in text


async def test_the_other_cases_of_a_customer_are_named_where_they_may_be_seen(maya, cases):
    account = "ana@customer.example"
    one = cases.add(vouched_email=account)
    hidden = cases.add(vouched_email=account, merchant="another")
    ref = cases.add(vouched_email=account)
    text = (await maya.get(f"/case/{ref}")).text
    assert f'href="/case/{one}"' in text
    assert hidden not in text


async def test_a_case_without_anything_known_shows_so(maya, cases):
    text = (await maya.get(f"/case/{cases.add()}")).text
    assert "Nothing yet: the assistant does not know enough." in text
    assert "None was drafted." in text


async def test_a_case_of_no_known_company_can_be_read_by_a_lead(sign_in, maya, cases, clock):
    facts = [CaseFact("paid", "claimed", "1000.00", clock.now)]
    ref = cases.add(merchant=None, facts=facts)
    assert (await maya.get(f"/case/{ref}")).status_code == 404
    answer = await (await sign_in("Lea")).get(f"/case/{ref}")
    assert answer.status_code == 200
    assert "Company not known yet" in answer.text


async def test_an_unknown_reference_is_a_kind_page(maya):
    answer = await maya.get("/case/RF-0000-0000")
    assert answer.status_code == 404
    assert "There is no such page" in answer.text


async def test_a_customers_markup_is_shown_as_text(maya, cases, clock):
    ref = cases.add(
        text=ATTACK,
        summary=ATTACK,
        decision={**DECISION, "explanation": ATTACK},
        facts=[CaseFact("transaction_id", "claimed", ATTACK, clock.now)],
        emails=[Email("request", "s@m.example", ATTACK, ATTACK, clock.now)],
    )
    text = (await maya.get(f"/case/{ref}")).text
    assert "<script>" not in text
    assert "<img" not in text
    assert text.count("&lt;script&gt;") >= 6


async def test_a_policy_without_a_date_is_called_so(maya, cases):
    ref = cases.add(decision={**DECISION, "policy_version": "undated"})
    text = (await maya.get(f"/case/{ref}")).text
    assert "the policy, which is undated" in text
    assert "in force from undated" not in text


async def test_a_case_that_was_left_alone_says_what_is_true(maya, cases, clock):
    ref = cases.add()
    await maya.act(ref, "take-over")
    assert "until 2:30 PM Philippine time" in (await maya.get(f"/case/{ref}")).text
    clock.now += timedelta(minutes=30)
    text = (await maya.get(f"/case/{ref}")).text
    assert "Nothing was done for half an hour; anybody may take over." in text


async def test_three_things_to_ask_for_stand_open_and_the_rest_is_folded(maya, cases):
    ref = cases.add()
    await maya.act(ref, "take-over")
    text = (await maya.get(f"/case/{ref}")).text
    every, folded = text.count('id="ask-'), text[text.index('id="more-missing"') :]
    assert every > 3
    assert folded[: folded.index("</details>")].count('id="ask-') == every - 3
    assert f"More to ask for ({every - 3})" in folded
