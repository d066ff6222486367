"""A merchant: what `policies/<merchant>/merchant.yml` says about the company itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.policy.chat_look import ChatLook
from bot.policy.message_template import MessageTemplate
from bot.values.opening_hours import OpeningHours


@dataclass(frozen=True)
class Merchant:
    """A company, as far as the assistant must know it.

    Attributes:
        id: the folder's name, such as "iprog".
        name: as customers know it, such as "IPROG TECH".
        zone: its time zone, such as "Asia/Manila".
        zone_words: the zone to a customer, such as "Philippine time".
        currency: ISO 4217, such as "PHP".
        country: ISO 3166, whose public holidays are no business days, such as "PH".
        standing: "official", or "third_party" where no policy of its own is known.
        answer_within: business days by whose end it promises an answer; where no policy of its
            own is known, those by whose end a person at the desk answers.
        products: what it sells, fact value to customers' words.
        payments: how it is paid and pays back, fact value to customers' words.
        also_known_as: names by which customers call it, beside `name`.
        email_to: where requests go; None where there is no addressee.
        desk_to: where the people are told that a case waits; None where that is `email_to`.
        email_needs: the facts a request email must contain, by product ("any" for all).
        urgent_subject: the word for a subject that is urgent, where that is true.
        urgent_within_hours: how long before the last instant for asking that is; goes with
            `urgent_subject`.
        hours: when somebody reads, in words.
        open: the same, as a program reads it; None where it is not known.
        in_short: the policy in short, to a customer who asks.
        how_long: how long answer and payment take, to a customer who asks.
        rights: the way on after a refusal.
        how_to_cancel: how a service is cancelled there, as far as it is known.
        terms: words of the trade that customers ask about, each spelling to what it means.
        look: how its chat looks on a website, and which websites may show it.
        templates: what WhatsApp has approved for it.
        next_words: what happens next and by when, by outcome.
    """

    id: str
    name: str
    zone: str
    zone_words: str
    currency: str
    country: str
    standing: str
    answer_within: int
    products: Mapping[str, str]
    payments: Mapping[str, str] = field(default_factory=dict)
    also_known_as: tuple[str, ...] = ()
    email_to: str | None = None
    desk_to: str | None = None
    email_needs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    urgent_subject: str | None = None
    urgent_within_hours: int | None = None
    hours: str = ""
    open: OpeningHours | None = None
    in_short: str = ""
    how_long: str = ""
    rights: str = ""
    how_to_cancel: str = ""
    terms: Mapping[str, str] = field(default_factory=dict)
    look: ChatLook = field(default_factory=ChatLook)
    templates: tuple[MessageTemplate, ...] = ()
    next_words: Mapping[str, str] = field(default_factory=dict)

    @property
    def desk_address(self) -> str | None:
        """The address of those who work at the desk; None where none is known."""
        return self.desk_to or self.email_to

    def needs_in_email(self, product: str | None) -> tuple[str, ...]:
        """Return the facts that the email must contain for a product, each once."""
        needs = (*self.email_needs.get("any", ()), *self.email_needs.get(product or "", ()))
        return tuple(dict.fromkeys(needs))
