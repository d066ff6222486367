"""What customers say happened gives the ground; what they deny, ask or merely mention does not."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.understand import understand

NOW = datetime.fromisoformat("2026-11-25T15:00:00+08:00")

SAID: dict[str, tuple[str, ...]] = {
    "duplicate_charge": (
        "you guys charged me 2x",
        "my gcash was deducted twice for one load",
        "i see a duplicate payment on my bill",
        "same amount was debited again",
        "why two charges for one purchase",
        "paid two times by accident of your page",
        "nadoble po yung bawas sa gcash ko",
        "do baar paisa kat gaya",
        "doble ang kaltas sakin",
        "there are two identical payments of 500",
        "it got billd twice",
        "what do i do if i was charged twice",
        "more than one charge for a single order",
        "the payment shows up twice",
    ),
    "not_received": (
        "credits never arrived",
        "I topped up but nothing was credited",
        "load still not in my account",
        "wala pa rin yung load ko",
        "hindi pa pumapasok ang credits",
        "paisa kat gaya par credit nahi mila",
        "my sms balance did not change after paying",
        "the credits are still missing",
        "havent recieved the tokens",
        "where are my credits??",
        "payment went through but did not get anything",
        "money deducted but not added to wallet",
        "my recharge is stuck on pending",
    ),
    "technical_failure": (
        "your api was down",
        "gateway keeps timing out",
        "got error 500 on every call",
        "the sms would not send because of a system error",
        "messages are failing since morning",
        "server crashed in the middle of it",
        "technical glitch on your platform",
        "cant send any sms at all",
        "the app stopped working",
        "hindi gumagana yung system nyo",
        "api not responding",
    ),
    "not_activated": (
        "the token was never activated",
        "my premium is still inactive",
        "paid but the account has not been activated",
        "activation never happened",
        "whatsapp api not activated even after payment",
        "hindi pa na-activate yung token",
        "still waiting for activation",
    ),
    "unused": (
        "refund my unused credits",
        "I want my money back because I have not used it",
        "please refund, never used",
        "refund kasi hindi ko nagamit",
    ),
    "change_of_mind": (
        "changed my mind",
        "i dont want it anymore",
        "no longer need this, refund please",
        "plans have changed on our side",
        "we decided not to go ahead, I do not want it",
        "found a cheaper provider",
        "ayoko na po",
        "nagbago isip ko",
        "mann badal gaya",
        "having second thoughts about this",
        "we are going with another provider",
        "chnaged my mind",
        "i dont like it",
        "we did not like this at all",
        "i don't need it anymore",
        "no longer need",
        "not what i wanted",
        "it is not what we were looking for",
        "dont want na",
        "i don't want it.",
    ),
    "accidental_purchase": (
        "bought it by mistake",
        "accidentally clicked buy",
        "i did not mean to purchase this",
        "it was an accidental top up",
        "galti se recharge ho gaya",
        "nagkamali ako ng pindot",
        "my son bought it on my phone",
        "hindi ko sinasadya yung pagbili",
        "misclicked the button",
        "ordered the wrong product",
        "bought thsi accidentaly",
    ),
    "wrong_amount": (
        "i entered the wrong amount",
        "typed 5000 instead of 500",
        "put an extra zero",
        "loaded too much by mistake",
        "maling amount ang nailagay ko",
        "galat amount daal diya",
        "I overpaid",
        "paid more than i wanted",
    ),
    "unauthorised_charge": (
        "I didn't make this payment",
        "somebody used my account to buy credits",
        "my account was hacked",
        "this charge was not authorised by me",
        "unknown transaction on my card",
        "i do not recognise this charge",
        "it was taken without my permission",
        "fraud! never bought anything from you",
    ),
    "operator_failure": (
        "the operator did not deliver my messages",
        "airtel blocked all of our sms",
        "sms undelivered because of the telecom operator",
        "carrier rejected the traffic",
        "telco issue so nothing was delivered",
    ),
    "dlt_rejected": (
        "my dlt template was rejected",
        "DLT not approved yet",
        "header rejected on the dlt portal",
        "dlt scrubbing failed",
    ),
    "wrong_numbers": (
        "I uploaded the wrong contact list",
        "half of the numbers were invalid",
        "sent it to the wrong recipients",
        "our database had wrong numbers",
        "maling number ang nalagay ko",
    ),
    "template_rejected": (
        "meta rejected my template",
        "template got disapproved",
        "my whatsapp templates are not approved",
    ),
    "verification_delay": (
        "business verification is taking forever",
        "still waiting for meta verification",
        "facebook verification pending since weeks",
        "verification delayed by meta",
    ),
    "messaging_fee": (
        "charged for conversation fees",
        "refund the messaging charges",
        "why am I billed per conversation",
        "the meta fees were too high",
    ),
    "poor_campaign": (
        "campaign got poor results",
        "no response from my sms blast",
        "the campaign did not perform",
        "low open rate on the broadcast",
        "zero leads from the campaign",
    ),
    "account_suspended": (
        "my account was suspended",
        "you banned my account",
        "account got blocked yesterday",
        "they terminated our account",
    ),
    "partial_subscription": (
        "I only used two weeks of the subscription",
        "refund the remaining months of my plan",
        "used just part of the subscription",
        "want a prorated refund",
    ),
    "downtime": (
        "service was down the whole day",
        "there was an outage on your platform",
        "too much downtime last week",
        "the site was unavailable for hours",
    ),
    "cancelled_before_renewal": (
        "I cancelled before the renewal and still got charged",
        "charged me after I cancelled",
        "already cancelled but it renewed",
        "cancelled in time yet billed again",
    ),
    "forgot_to_cancel": (
        "i forgot to cancel",
        "forgot cancelling my trial",
        "did not cancel in time",
        "nakalimutan kong i-cancel",
    ),
    "billing_error": (
        "there is a mistake on my bill",
        "i was overcharged",
        "billed the wrong price",
        "charged more than the plan says",
        "extra charges on my invoice",
    ),
    "promo_not_applied": (
        "promo code not applied",
        "the discount did not work",
        "my coupon was ignored",
        "didnt get the bonus offer",
        "voucher code was rejected",
    ),
    "access_problem": (
        "cant log in to my account",
        "locked out of the dashboard",
        "no access to the platform",
        "unable to login since yesterday",
    ),
    "downgrade": (
        "I want to downgrade",
        "downgraded my plan, give back the difference",
        "switched to a lower plan",
    ),
    "mistaken_upgrade": (
        "upgraded by mistake",
        "i accidentally upgraded my plan",
        "didn't mean to upgrade",
    ),
}

NOT_SAID = (
    "it's not a duplicate",
    "I never said it was duplicate",
    "no, not by mistake",
    "I was not charged twice",
    "the api is working fine",
    "what is your policy on duplicate charges?",
    "is a wrong amount refundable?",
    "my refund has not arrived",
    "I requested a refund last week and have not received it",
    "when will the refund be credited",
    "I have not activated it yet",
    "hnd used even one",
    "I did not change my mind",
    "i dont like waiting",
    "I don't like it when nobody answers",
    "that is not what I said",
    "can I speak to someone else about my account",
    "please let my account be terminated",
)


def said(text: str) -> object:
    understood = understand(text, now=NOW, zone="Asia/Manila")
    return understood.facts.get("ground") or understood.readings.get("ground")


@pytest.mark.parametrize(
    ("ground", "text"), [(ground, text) for ground, texts in SAID.items() for text in texts]
)
def test_what_happened_gives_the_ground(ground: str, text: str) -> None:
    assert said(text) == ground


@pytest.mark.parametrize("text", NOT_SAID)
def test_what_is_denied_or_asked_gives_no_ground(text: str) -> None:
    assert said(text) is None


def test_two_grounds_that_do_not_explain_each_other_are_left_to_the_customer() -> None:
    assert said("changed my mind, also it was hacked by someone") == [
        "change_of_mind",
        "unauthorised_charge",
    ]


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("charged twice by mistake", "duplicate_charge"),
        ("upgraded by accident", "mistaken_upgrade"),
        ("unused, i changed my mind, refund it", "change_of_mind"),
        ("sms not delivered because dlt was rejected", "dlt_rejected"),
        ("charged twice and the second payment is still pending", "duplicate_charge"),
        ("I do not know why I was charged twice", "duplicate_charge"),
        ("token not activated, i changed my mind", "change_of_mind"),
    ],
)
def test_of_two_grounds_the_one_that_says_more_is_meant(text: str, ground: str) -> None:
    assert said(text) == ground


def test_nothing_used_is_the_ground_when_the_ground_is_asked() -> None:
    text = "havent used any"
    assert said(text) is None
    asked = understand(text, now=NOW, zone="Asia/Manila", expecting="ground")
    assert asked.facts["ground"] == "unused"


@pytest.mark.parametrize(
    "text",
    [
        *("we have not been blocked, my account is not banned", "the payment was never doubled"),
        *("I did not receive any second charge", "never got a reply", "did not get your email"),
        *("what a scam", "you are frauds", "scam company!!", "you people have stolen my money"),
    ],
)
def test_a_denied_trouble_another_thing_missed_and_anger_are_no_ground(text: str) -> None:
    assert said(text) is None


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("this payment is a fraud, I did not make it", "unauthorised_charge"),
        ("my card got stolen", "unauthorised_charge"),
        ("a fraudulent transaction", "unauthorised_charge"),
        ("that was just an accident", "accidental_purchase"),
        ("Accident!", "accidental_purchase"),
        ("sorry, accident only", "accidental_purchase"),
        ("the sms are not working", "technical_failure"),
    ],
)
def test_a_few_words_tell_the_ground(text: str, ground: str) -> None:
    assert said(text) == ground


@pytest.mark.parametrize("text", ["there was an accident on the road", "a car accident"])
def test_an_accident_on_the_road_is_another_story(text: str) -> None:
    assert said(text) is None


@pytest.mark.parametrize(
    ("text", "grounds"),
    [
        (
            "my account was blocked and also the api is down",
            ["account_suspended", "technical_failure"],
        ),
        (
            "tokens not working, plus you billed me twice",
            ["technical_failure", "duplicate_charge"],
        ),
    ],
)
def test_two_troubles_told_as_two_are_both_asked_about(text: str, grounds: list[str]) -> None:
    readings = understand(text, now=NOW, zone="Asia/Manila").readings
    assert readings["ground"] == grounds
