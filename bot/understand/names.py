"""Products, ways of paying, stores and causes, by the names that customers give them."""

from __future__ import annotations

from collections.abc import Mapping

from bot.understand.name_table import NameTable
from bot.understand.phrases import Match
from bot.understand.words import Word, listed

_PRODUCTS: Mapping[str, str] = {
    "sms_credits": """
        sms ?load credit|credits|load|pack|packs|bundle|balance|topup
        sms|texts
        text|txt credits
        smscredit|smscredits
        credits|kredito
        credit nahi|nhi|not|never|was|is|ko|ka|hindi|wala
        topup|topups|top-up|topped|loaded|nagload|nagpaload|magpaload|pinaload
        top|topping up|ups|off
        my|the|bought|sms|of|on|yung|ng|pa|mag|nag|ko|your load
        load ko|credits|na|was|is|never|not|pls|please|hindi|wala|.
        isang|one|php|pesos|na|a load
        recharge|recharged
        bulk sms credits|pack|credit
    """,
    "premium_token": """
        premium ?access token|tokens|feature|features
        token|tokens
        premium
    """,
    "sms_gateway": """
        sms gateway|api|integration|service|panel|platform
        bulk sms ?service ?gateway ?api
        my|our|bought|buy|purchased gateway
        smpp ?connection
    """,
    "whatsapp_api": """
        whatsapp|whatsap|watsapp|wa|whats ?app ?business|cloud api|messaging|business|messages
          |channel|number|campaign|template|templates|integration
        waba|wapi
        business api
        whatsapp|whatsap|wa plan|package|subscription|setup
        approved|rejected|declined|disapproved by whatsapp
        whats app api|business
    """,
    "rcs": """
        rcs ?business ?messaging ?messages ?credits
    """,
    "subscription": """
        subscription|subscriptions|subscribed|membership|subscribe|suscription
        monthly|yearly|annual|quarterly|growth|starter|advanced|enterprise|pro|basic|paid plan
          |package
        my|the|your|downgrade|upgrade|upgraded|downgraded|renew|renewed plan
        plan renewal|renewed|upgrade|downgrade
        plan liya|kharida|bought|purchased
        auto ?renewal|renewed|renew|renews
        autorenewal|autorenewed|renewal|renewed
    """,
    "setup_fee": """
        setup|set-up|onboarding|installation|activation|implementation|configuration ?one ?time fee
          |fees|charge|charges|cost|amount
        set up fee|fees|charge|charges|cost
        one time fee|charge|setup
    """,
    "platform_access": """
        platform|dashboard|portal|panel access|licence|license|fee|fees
        access to|of ?the ?your platform|dashboard|portal|panel
    """,
    "promotional_credits": """
        promo|promotional|bonus|free|trial|complimentary|gift|reward ?sms credit|credits|sms|load
          |balance|messages
    """,
}
PRODUCTS = NameTable(_PRODUCTS)
# What is named on the right belongs to the product on the left, and is not another one.
_PART_OF: Mapping[str, frozenset[str]] = {
    "setup_fee": frozenset(_PRODUCTS) - {"setup_fee"},
    "promotional_credits": frozenset(["sms_credits", "subscription"]),
    "premium_token": frozenset(["subscription"]),
    "whatsapp_api": frozenset(["sms_credits", "platform_access"]),
    "rcs": frozenset(["sms_credits", "sms_gateway"]),
    "sms_gateway": frozenset(["sms_credits"]),
    "subscription": frozenset(["sms_credits", "platform_access"]),
    "platform_access": frozenset(["sms_credits"]),
}
# "sent 3 sms", "not one sms": messages, not the thing that was bought.
_COUNTS = listed(
    """
    sent send sending one single any no zero few some many test msg otp tested used
    deliver delivered nasend bheja bheje isang all most several receive received without
    """
)
_BOUGHT = listed(
    """
    bought buy purchased purchase ordered order refund paid pay for worth of topped top
    load recharge kharida liya bumili binili nakabili got
    """
)

_DONE_BY_THEM = listed("approved rejected declined disapproved")
_METHODS: Mapping[str, str] = {
    "card": """
        credit|debit|visa|master|mastercard|bank|atm ?or ?debit card
        by|via|with|through|using|my|on|from|thru|gamit ?my ?a ?the card|visa|mastercard|amex|rupay
        mastercard|rupay|amex ?card
        visa card
        paid|pay|charged ?by visa
        card payment
    """,
    "paypal": """
        paypal
        pay pal
    """,
    "bank_transfer": """
        bank|wire|online|direct transfer|deposit|transferred
        neft|imps|rtgs|instapay|pesonet
        transferred|deposited from|through|via|to ?my ?your bank
        bank account transfer|deposit
    """,
    "gcash": """
        gcash|g-cash|gkash
        g cash
    """,
    "upi": """
        upi|gpay|phonepe|bhim
        google pay
        phone pe
    """,
    "netbanking": """
        netbanking|net-banking
        net|internet banking
    """,
}
# Words that name a product only where it was asked for.
PRODUCT_ANSWERS = NameTable(
    {
        "sms_credits": "sms|text|texts|credit|credits|load|topup",
        "sms_gateway": "gateway|api",
        "whatsapp_api": "whatsapp|whatsap|watsapp|wa|waba",
        "subscription": "plan|monthly|yearly|annual|subscription",
        "setup_fee": "setup|onboarding|installation",
        "platform_access": "platform|dashboard|portal|panel",
        "promotional_credits": "promo|promotional|bonus|free",
    }
)
METHODS = NameTable(_METHODS)
# A visa is also what a traveller needs.
METHOD_ANSWERS = NameTable({"card": "visa|card", "upi": "paytm"})
_STORES: Mapping[str, str] = {
    "apple": """
        app|apple|itunes store|appstore
        appstore|itunes
        from|on|via|through|by|with|thru|using ?my apple|iphone
        iphone app|store
        ios app
    """,
    "google_play": """
        google play ?store
        play store
        playstore
        google|android store
    """,
    "roku": """
        roku
    """,
    "direct": """
        your|the|official|company|their website|site|webpage
        direct|directly from|on|through|with|at|in|website|site
        bought|paid|purchased|subscribed|ordered ?it directly|direct
        on|from|via|through ?the ?your website|site|webpage
        your sales ?team ?person ?rep
    """,
}
STORES = NameTable(_STORES)
STORE_ANSWERS = NameTable(
    {
        "apple": "apple|iphone|ios|ipad",
        "google_play": "google|android|play|playstore",
        "roku": "roku",
        "direct": "website|site|direct|directly|web|you|online",
    }
)
_CAUSES: Mapping[str, str] = {
    "merchant": """
        your|you|company|merchant|provider ?own side|end|fault|mistake|server|servers|system|api
          |gateway|platform|error|problem|bug|downtime|outage
        from|on|by your|their|ur side|end|part
        server|servers|gateway|system|platform|api ?side ?was ?is ?were down|crashed|error|errors
          |issue|problem|failure|failed|outage|bug
        internal server
    """,
    "operator": """
        operator|operators|telco|telcos|telecom|carrier|carriers ?side ?issue ?problem
        jio|airtel|vodafone|bsnl|globe|smart|dito network|issue|problem|side|blocked|rejected|outage
          |down
    """,
    "dlt": """
        dlt
    """,
    "meta": """
        meta|facebook ?side ?issue ?rejected ?declined
        whatsapp ne
        approved|rejected|declined|disapproved by whatsapp
        whatsapp side|end|itself|blocked|rejected|issue
        from|by|because|on whatsapp|meta|facebook side
    """,
    "customer": """
        my|our own|fault|mistake|error|data|list|wrong ?mistake ?fault ?error ?data ?side
        my|our side|end|numbers
        i|we made a mistake
        i|we uploaded|entered|used wrong|the
    """,
    "network": """
        network|internet|wifi|signal|connectivity|connection ?was ?is issue|issues|problem|problems
          |down|failure|error|slow|outage|weak
        no|poor|bad|weak|slow|mahina signal|network|internet|connection
        internet|network
    """,
}
CAUSES = NameTable(_CAUSES)


def find_products(words: tuple[Word, ...]) -> tuple[str, ...]:
    """Return the products that the words name, without those that belong to another one."""
    found = [match for match in PRODUCTS.find(words) if not _is_count(match, words)]
    named = tuple(dict.fromkeys(match.label for match in found if not _is_denied(match, words)))
    parts = {part for product in named for part in _PART_OF.get(product, ())}
    return tuple(product for product in named if product not in parts)


def find_named(
    table: NameTable, words: tuple[Word, ...], without: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """Return the labels of a table that the words name; `without` are words that undo a name."""
    return tuple(
        dict.fromkeys(
            match.label
            for match in table.find(words)
            if not _is_denied(match, words) and not _follows(match, words, without)
        )
    )


def _is_count(match: Match, words: tuple[Word, ...]) -> bool:
    """Tell whether messages are counted rather than a product named."""
    if (
        words[match.first].text not in ("sms", "texts", "credit", "credits")
        or match.last - match.first > 1
    ):
        return False
    before = [word.text for word in words[max(0, match.first - 4) : match.first]]
    if not before or any(word in _BOUGHT for word in before):
        return False
    return any(word in _COUNTS or word.isdigit() for word in before[-2:])


def _is_denied(match: Match, words: tuple[Word, ...]) -> bool:
    """Tell whether "not" stands right before the name, or before its article."""
    before = [word.text for word in words[max(0, match.first - 2) : match.first]]
    if match.label == "platform_access" and before[-1:] in (["no"], ["lost"], ["any"]):
        return True  # "No access to the dashboard" is the trouble, not what was bought.
    if words[match.first].text in _DONE_BY_THEM:
        return False  # "Not approved by" denies the doing, not who does it.
    if before[-1:] in (["the"], ["a"], ["my"], ["by"], ["via"]):
        before.pop()
    return before[-1:] == ["not"] and not words[match.first].after_comma


def _follows(match: Match, words: tuple[Word, ...], without: tuple[str, ...]) -> bool:
    """Tell whether a word of `without` stands right before: "refund to my gcash" is no payment."""
    return any(word.text in without for word in words[max(0, match.first - 3) : match.first])
