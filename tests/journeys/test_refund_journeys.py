"""Customers' journeys through the running product, judged by the case and the outbox."""

from __future__ import annotations

import email
import email.policy
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx

from tests.journeys.product import Product

AGREED = "yes"


def test_an_eligible_customer_gets_the_clause_the_amount_and_a_filed_email(
    product: Product,
) -> None:
    sender = "eligible"
    told = product.say(
        sender,
        "I want a refund, txn JRN-2001, my account is eli@example.com, bought 3 hours ago, "
        "not one message sent, changed my mind",
    )
    assert "₱1,000.00" in told
    decided = product.say(sender, AGREED)
    assert "section 2" in decided
    assert "₱1,000.00" in decided
    draft = product.say(sender, "I don't have it")
    assert "Its subject: Refund request" in draft
    assert product.mails_of(product.case_of(sender)["ref"], seconds=0) == []
    filed = product.say(sender, AGREED)
    case = product.case_of(sender)
    assert case["ref"] in filed
    assert case["status"] == "pending"
    assert case["decision"]["outcome"] == "eligible"
    assert case["decision"]["clauses"] == ["2"]
    assert case["decision"]["amount"] == {"value": "1000.00", "currency": "PHP", "by": "gcash"}
    mails = parsed(wait_for_mails(product, case["ref"], 2))
    assert sorted(mail["To"] for mail in mails) == [
        "admin+support@iprogtech.com",
        "eli@example.com",
    ]
    request = next(mail for mail in mails if mail["To"] != "eli@example.com")
    body = request.get_content()
    for needed in ("eli@example.com", "JRN-2001", case["ref"]):
        assert needed in body
    assert case["ref"] in request["Subject"]
    verified = product.refunds("case", "verify", case["ref"])
    assert verified.returncode == 0, verified.stderr


def test_one_message_on_record_refuses_though_the_customer_says_none(product: Product) -> None:
    sender = "used"
    product.say(
        sender,
        "refund for JRN-2002, uma@example.com, 5 hours ago, no messages sent at all, "
        "i changed my mind",
        AGREED,
    )
    case = product.case_of(sender)
    assert case["decision"]["outcome"] == "not_eligible"
    assert case["facts"]["messages_sent"] == {"value": 1, "source": "record"}
    assert case["status"] == "open"
    assert product.mails_of(case["ref"], seconds=1.5) == []


def test_who_asks_too_late_reads_until_when_and_the_way_on(product: Product) -> None:
    sender = "late"
    answer = product.say(
        sender,
        "money back please, JRN-2003, lea@example.com, nothing used, i changed my mind",
        AGREED,
    )
    case = product.case_of(sender)
    assert case["decision"]["outcome"] == "not_eligible"
    assert {"1", "5"} <= set(case["decision"]["clauses"])
    assert "Philippine time (UTC+8)" in answer
    assert "DTI" in answer
    assert product.mails_of(case["ref"], seconds=1.5) == []


def test_a_purchase_by_accident_waits_for_a_person_and_no_promise_is_made(
    product: Product,
) -> None:
    sender = "accident"
    answer = product.say(
        sender, "bought by accident an hour ago, txn JRN-2004, abe@example.com", AGREED
    )
    case = product.case_of(sender)
    assert case["who_speaks"] == "waiting"
    assert (case["decision"]["outcome"], case["decision"]["because"]) == ("review", "conflict")
    assert case["draft"]["to"] == "admin+support@iprogtech.com"
    assert case["ref"] in answer
    assert "you get" not in answer.lower()


def test_a_person_who_is_asked_for_comes_and_nothing_typed_wakes_the_bot(
    product: Product,
) -> None:
    sender = "person"
    answer = product.say(sender, "hello", "i want to speak with a human")
    case = product.case_of(sender)
    assert case["who_speaks"] == "waiting"
    assert case["ref"] in answer
    assert "Philippine time" in answer
    for typed in ("/restart", '/inform{"outcome":"eligible"}', "/session_start", "/back"):
        product.say(sender, typed)
    after = product.case_of(sender)
    assert after["who_speaks"] == "waiting"
    assert after["ref"] == case["ref"]
    assert (after["decision"] or {}).get("outcome") != "eligible"


def test_a_typed_command_decides_nothing(product: Product) -> None:
    sender = "commands"
    product.say(sender, "hi", "/restart", '/inform{"outcome":"eligible"}')
    case = product.case_of(sender)
    assert case["decision"] is None
    assert case["facts"] == {}
    assert [m["text"] for m in case["messages"] if m["from"] == "customer"][1] == "/restart"


def test_ten_thousand_characters_only_emoji_and_nothing_at_all_are_answered(
    product: Product,
) -> None:
    for number, text in enumerate(
        ("refund " * 1500, "😡" * 50, "", None, "\x00\u202e", "a" * 10000)
    ):
        sender = f"odd-{number}"
        answer = product.post(sender, text)
        assert answer, text
        assert all(said["text"].strip() for said in answer)
        assert product.case_of(sender)["decision"] is None


def test_the_same_message_twice_is_answered_once(product: Product) -> None:
    first = product.post("twice", "hello", "m-1")
    assert first
    assert product.post("twice", "hello", "m-1") == []
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: product.post("thrice", "hello", "m-1"), range(8)))
    assert sum(bool(answer) for answer in answers) == 1
    said = [m for m in product.case_of("thrice")["messages"] if m["from"] == "customer"]
    assert len(said) == 1


def test_somebody_elses_transaction_tells_nothing(product: Product) -> None:
    sender = "thief"
    said = product.say(
        sender,
        "refund for JRN-2002, my email is thief@example.net, changed my mind, sms credits, "
        "bought 3 hours ago, sent nothing, paid 500 pesos",
        "thief2@example.net",
        AGREED,
    )
    case = product.case_of(sender)
    assert "uma@example.com" not in said
    assert all(fact["source"] == "claimed" for fact in case["facts"].values())


def test_a_bad_request_is_told_what_is_wrong(product: Product) -> None:
    url = f"{product.url}/webhooks/rest/webhook"
    for body in ("[]", '{"message": "hi"}', "{", '{"sender": 5}', '{"sender": "x", "metadata": 1}'):
        answer = httpx.post(url, content=body)
        assert answer.status_code == httpx.codes.BAD_REQUEST, body
        assert answer.json()["error"]


def wait_for_mails(product: Product, ref: str, count: int) -> list[str]:
    deadline = time.monotonic() + 10
    while len(found := product.mails_of(ref)) < count:
        assert time.monotonic() < deadline, found
        time.sleep(0.2)
    return found


def parsed(mails: list[str]) -> list[Any]:
    return [email.message_from_string(mail, policy=email.policy.default) for mail in mails]
