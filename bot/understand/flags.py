"""Facts that are true or false: activated, support asked, chargeback, wish to cancel, account."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.understand.ground import denies, is_wish
from bot.understand.phrases import PhraseTable
from bot.understand.words import SENTENCE_END, Word, listed
from bot.values.json_value import JsonValue

# "fact=value"; of two that disagree, the one that denies is said on purpose.
_PHRASES: Mapping[str, str] = {
    "activated=no": """
        {not} ?yet ?been ?even ?got ?get ?properly ?ever activate|activated|activating
        {not} ?been ?yet active
        no|without|wala|walang activation yet|done|happened|so|till|until|.
        inactive|unactivated
        {not} ?pa ?pa ?rin na-activate|activated|naactivate|naka-activate
        {not} ?ko ?pa ?po ?pa ?rin ?naman na|naka activat*
        {not} ?ko ?pa ?po ?pa ?rin ?naman naactivate|nagactivate|inactivate
        activation .. {not} .. done|happened|completed|happen
        {not} ?been ?yet ?even switched|turned on
        {not} ?been ?yet ?even enabled
        activation|activating .. failed|pending|delayed
        activate nahi|nhi
    """,
    "activated=yes": """
        token|premium|api|service|plan|it|number|feature|that ?is|was|has|got|already|been ?is ?was
          + ?been ?already ?now activated
        {i} ?have ?already ?just activated
        already activated|active
        token|premium|api|service|plan|it|number ?is|was ?already active|live
        na activate|activated ?ko ?namin na
        activated|active na
    """,
    "support_contacted=yes": """
        contacted|emailed|mailed|called|messaged|reached|chatted|complained|wrote|reported ?out ?to
          + ?it ?with ?your ?the ?customer support|care|team|you|them|helpdesk|service|admin|agent
          |company
        asked|told|informed|texted ?your ?the ?customer support|care|team|helpdesk|admin|them|agent
        spoke|talked|spoken|chatted|complained|wrote|reported|reached|written ?out to|with ?your
          + ?the ?customer support|care|team|you|them|helpdesk|service|admin|agent|someone
        raised|opened|created|filed|submitted|sent|logged ?a ?support ticket|complaint|complain
        support|helpdesk|they|care|team|agent|admin said|told|replied|answered|could|did|tried
          |never|have|has
        already|have contacted|emailed|called|complained
        nagemail|nagmessage|tumawag|nagreport|nagreklamo|nagchat ?na ?po ?ako
        nag email|message|report|chat|reklamo|tawag ?na ?po ako|kami|sa
        support|team|helpdesk|care|customercare ko|se ?ek ?bar mail|email|call|message|msg|baat
          |complaint|contact kiya|ki|kari|kar|hui
    """,
    "support_contacted=no": """
        {not} ?yet ?even ?tried contact|contacted|contacting|emailed|email|called|call|asked
          |messaged|message|complained|spoken|talked|reached|raised|told|informed ?out ?to ?with
          + ?your ?the ?a ?customer support|care|team|you|them|helpdesk|ticket|anyone|service|yet
          |complaint|admin
        support|team|helpdesk|care ko|se .. mail|email|call|message|baat|contact nahi|nhi
        hindi ?pa ?ko ?po ?ako nag email|message|report|chat|tawag
    """,
    "support_unable=yes": """
        support|they|helpdesk|team|care|agent|admin .. could|can|not not ?do ?be fix|help|solve
          |resolve|activate|anything|sort|able
        support|they|helpdesk|team|care|agent|admin .. unable|failed|refused to ?fix|help|solve
          |resolve|activate|sort
        support|they|helpdesk|team|care|agent did|does|do nothing
        support|they|helpdesk|team|care ?did|was ?were not ?able ?to fix|help|solve|resolve|helpful
        support|they ?were ?was useless
        {not} .. fixed|solved|resolved|helped by|even support|after|with
    """,
    "support_unable=no": """
        support|they|helpdesk|team|care|agent ?have ?has ?already fixed|solved|resolved|helped
          |sorted
        support|they ?are|is still working|looking|checking|investigating
    """,
    "chargeback_opened=no": """
        {not} .. chargeback|dispute|disputed
        no|without ?any chargeback|dispute
    """,
    "chargeback_opened=yes": """
        filed|opened|raised|started|made|initiated|requested|submitted|did .. chargeback|dispute
        chargeback|dispute|disputed .. with|at|to|through|by ?my ?the bank|banks|gcash|issuer|paypal
          |card|visa|mastercard|paymaya|upi
        chargeback|disputed ?it before|after .. contacting|contact|contacted|asking|support|talking
          |emailing
        disputed ?it ?the ?this ?charge ?payment ?transaction ?with ?by ?my|the bank|card|charge
          |payment|transaction|it|issuer|gcash|paypal
        chargeback|dispute ?is|was ?already open|opened|filed|raised|pending|ongoing|submitted
        asked|told ?my bank .. reverse|chargeback|dispute|refund
        charged back
        bank ?has ?already reversed
        reversed ?it ?the ?payment ?through ?by ?via ?a chargeback
    """,
    "chargeback_before_support=yes": """
        chargeback|disputed|dispute .. before .. contacting|contact|contacted|asking|support|you
          |talking|emailing|them
        chargeback|disputed|dispute first
    """,
    "chargeback_before_support=no": """
        chargeback|disputed|dispute .. after .. contacting|contact|contacted|asking|support|you
          |talking|emailing|them
        contacted|asked|emailed|called .. support|you|them .. before .. chargeback|dispute|bank
        support first
    """,
    "wants_to_cancel=no": """
        {not} ?really want|wish|like|planning|going to cancel
        do|will not cancel
        {not} cancel ?it ?the ?anything ?my ?yet ?anymore
        ayaw|ayoko ?ko ?kong ?po ?i ?mag cancel
        hindi|huwag|wag ?ko ?nyo ?po ?muna ?i ?mag cancel
        keep ?using it|my|the|them|subscription|service|plan|account
        want|like to keep|continue|stay
        still want ?it ?to ?the ?use ?keep ?service ?token
    """,
    "wants_to_cancel=yes": """
        want|wish|like|need|wanna|going|wants|trying|decided to cancel|unsubscribe|terminate
        want|wish|like|need|wants|decided to stop ?my|the|this|using|our ?using subscription|plan
          |service|account|it|membership|them
        wanna|gusto cancel|i-cancel|kong
        please|kindly|can|could|pls ?you ?i ?we cancel|unsubscribe
        cancel ?my ?the ?this ?our ?that subscription|plan|service|account|token|activation|it
          |membership|contract
        gusto .. i-cancel|cancel|icancel
        cancel karna|kar|karo|kardo|krna|krdo
        paki-cancel|pakicancel
    """,
    "account_status=suspended": """
        na ban|block|suspend|lock|nablock|disable ?na ?po ?ang|yung ?aking account|number
        account|number|access|profile ?was|is|has|got ?been ?was ?is suspended|suspend|banned
          |blocked|disabled|restricted|nablock|na-ban
        suspended|banned|blocked|disabled|restricted .. my|our|the account
        i|we ?got|was|were|am|been suspended|banned|blocked
        got|been suspended|banned
    """,
    "account_status=terminated": """
        account|profile ?was|is|has|got ?been ?was ?is ?permanently terminated|closed|deleted
        terminated|closed ?down my|our|the account
        you|they|company terminated|closed .. account
    """,
    "account_status=active": """
        account is|still|remains ?still ?fully active|fine|ok|okay|good|open|working
        account ?is ?was not|never ?been suspended|banned|blocked|terminated|disabled|restricted
        not|never suspended|banned|terminated|blocked
    """,
}
# "Cancel the transaction" undoes a purchase; to cancel is to end a service.
_PURCHASES = listed(
    """
    transaction transactions payment payments order orders purchase purchases charge charges
    deposit transfer topup top recharge load refund request item items article articles
    """
)
_SERVICES = listed(
    "subscription plan service account token membership contract activation premium api gateway"
)
_NEAR = 5
# Before a chargeback these say that it may still come, or ask about it.
_AHEAD = listed(
    """
    will i'll we'll ill going gonna want would should can could may might plan planning how what
    let threaten thinking considering whether before allowed
    """
)
_FORGOTTEN = listed("forgot forget forgotten nakalimutan nakalimutang bhool missed remember")
TABLE = PhraseTable(_PHRASES)


def find_flags(words: tuple[Word, ...]) -> Iterator[tuple[str, JsonValue]]:
    """Yield facts and values; where two phrases disagree, the longer or the denying one wins."""
    best: dict[str, tuple[int, str]] = {}
    for match in TABLE.find(words):
        fact, _, value = match.label.partition("=")
        begins_with_not = words[match.first].text in ("not", "never", "no", "hindi")
        if not begins_with_not and denies(words, match.first):
            continue
        if match.label == "wants_to_cancel=yes" and _is_of_purchase(words, match.last):
            continue
        if match.label == "wants_to_cancel=yes" and _is_forgotten(words, match.first):
            continue
        if match.label == "chargeback_opened=yes" and _is_threat(words, match.first):
            continue
        if fact == "account_status" and is_wish(words, match.first, match.last):
            continue
        weight = match.last - match.first + 10 * (value in ("no", "active"))
        if weight > best.get(fact, (0, ""))[0]:
            best[fact] = (weight, value)
    for fact, (_, value) in best.items():
        yield fact, {"yes": True, "no": False}.get(value, value)


def _is_threat(words: tuple[Word, ...], first: int) -> bool:
    """Tell "I will dispute it with my bank", which has not been done."""
    return any(word.text in _AHEAD for word in words[max(0, first - _NEAR) : first])


def _is_forgotten(words: tuple[Word, ...], first: int) -> bool:
    """Tell "I forgot to cancel the plan", which says what was not done."""
    return any(word.text in _FORGOTTEN for word in words[max(0, first - _NEAR) : first])


def _is_of_purchase(words: tuple[Word, ...], last: int) -> bool:
    """Tell whether what is to be cancelled is a purchase, by its name or by "it"."""
    for word in words[last - 1 : last + _NEAR]:
        if word.text == SENTENCE_END or word.text in _SERVICES:
            break
        if word.text in _PURCHASES:
            return True
    said = {word.text for word in words}
    is_it = any(word.text in ("it", "this", "that") for word in words[last - 1 : last + 1])
    return is_it and bool(said & _PURCHASES) and not said & _SERVICES
