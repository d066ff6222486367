"""A case and what belongs to it, as plain objects; `tables.py` maps them to SQL.

A turn loads a case, changes it in memory and stores it whole: nothing here asks a database.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from bot.policy.facts import FACTS, is_fact
from bot.values.json_value import JsonValue

WhoSpeaks = Literal["bot", "waiting", "human", "closed"]
#: `open` until the request is filed; then the request's own progress.
Status = Literal[
    "open",
    "pending",
    "processing",
    "refunded",
    "partially_refunded",
    "completed",
    "canceled",
    "closed",
]
Source = Literal["claimed", "record"]
Author = Literal["customer", "bot", "staff"]
MessageState = Literal["received", "processed", "unsent"]
DeliveryState = Literal["pending", "sending", "sent", "uncertain", "failed", "withheld"]
EmailState = Literal["draft", "queued", "sending", "sent", "uncertain", "failed", "dropped"]
EmailKind = Literal["request", "short_request", "copy", "notice", "follow_up", "desk_notice"]


@dataclass
class CaseFact:
    """One fact of a case from one source.

    `unknowable` is true where the customer was asked and cannot say: `value` is then null, or
    all that they can say (an interval).
    """

    name: str
    source: Source
    value: JsonValue
    at: datetime
    unknowable: bool = False
    message_id: int | None = None
    id: int | None = None
    case_id: int | None = None


@dataclass
class Message:
    """One message of a conversation.

    `buttons` holds what a bot's message offers, `[{"id", "title", "intent", "facts"}]`.
    `channel` and `sender` tell where a customer's message came from, so where its answer goes;
    `channel_message_id` is the channel's own id, unique within the two; of staff's words it is the
    mark of their form. `author_name` is the first name of the member of staff who wrote it.
    `sent_as` says how a channel sends it where it is not plain words: `{"email": id}` is an email
    of the case as a file, `{"template": {…}}` a template that WhatsApp has approved (see
    `triage/send_template.py`).
    """

    case_id: int
    at: datetime
    author: Author
    text: str | None
    state: MessageState = "processed"
    author_name: str | None = None
    channel: str | None = None
    sender: str | None = None
    channel_message_id: str | None = None
    in_reply_to: int | None = None
    buttons: list[dict[str, Any]] = field(default_factory=list)
    sent_as: dict[str, Any] | None = None
    id: int | None = None


@dataclass
class Delivery:
    """One message on its way to the customer, through the process that owns the door.

    `channel_message_id` is what the channel calls it, `delivered_at` and `read_at` are its ticks.
    `error` is why it was refused last, in the channel's code ("131047"); where it is tried again,
    not before `not_before`.
    """

    message_id: int
    channel: str
    address: str
    state: DeliveryState
    at: datetime
    attempts: int = 0
    channel_message_id: str | None = None
    delivered_at: datetime | None = None
    read_at: datetime | None = None
    error: str | None = None
    not_before: datetime | None = None
    id: int | None = None


@dataclass
class HistoryEntry:
    """One step in a case's history; the chain covers salted digests, so details can be erased."""

    at: datetime
    actor: str
    action: str
    detail: dict[str, Any] | None
    salt: str | None = None
    detail_digest: str = ""
    previous: str = ""
    digest: str = ""
    number: int = 0
    id: int | None = None
    case_id: int | None = None


@dataclass
class Email:
    """One email of a case: a draft until the customer says yes, then queued for the outbox."""

    kind: EmailKind
    to: str
    subject: str
    body: str
    at: datetime
    state: EmailState = "draft"
    attempts: int = 0
    not_before: datetime | None = None
    error: str | None = None
    id: int | None = None
    case_id: int | None = None


@dataclass
class Case:
    """One customer's request about one purchase.

    `open_question` is `{"name": …, "fact": … | null}`: what the bot asked last, in whose light
    "yes", "no" and a bare number are read. `decision` is the decision's JSON form, `reason`
    says why the case waits for a person, `answer_by` by when somebody must have answered, and
    `paid_by`, once a refund is approved, by when the money must have come.
    `told` names what is said once and was; `additions` are the customer's own lines for the
    email, `left_out` the facts that the email shall not name; `aside` holds problems put aside
    for later; `customer_zone` is the customer's own.
    `purchase_key` names the purchase, once it is proved and this is the one case about it;
    `joined_to` is the id of the case that this conversation went on in; `voices` keeps, for each
    sender who is not speaking now, what is theirs (see `voices.py`). `vouched_email` is the
    account that the door, or an earlier proof, vouches for. `settlement` is how staff settled the
    case, `contradictions` which clauses disagreed about it (see `contradictions.py`). `held_by` is
    the name of the member of staff who has the case, `held_until` the end of that (see `hold.py`).
    `history` holds the entries that are to be added, not those that are stored: what is stored
    is told by `history_count` and `history_head`, the number and the digest of the last entry.
    """

    ref: str
    channel: str
    sender: str
    merchant: str | None
    asked_at: datetime
    created_at: datetime
    updated_at: datetime
    who_speaks: WhoSpeaks = "bot"
    status: Status = "open"
    open_question: dict[str, Any] | None = None
    misunderstood: int = 0
    proved: bool = False
    confirmed: bool = False
    decision: dict[str, Any] | None = None
    reason: str | None = None
    summary: str | None = None
    waiting_since: datetime | None = None
    answer_by: datetime | None = None
    history_count: int = 0
    history_head: str = ""
    told: list[str] = field(default_factory=list)
    additions: list[str] = field(default_factory=list)
    aside: list[dict[str, Any]] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    customer_zone: str | None = None
    closed_at: datetime | None = None
    paid_by: datetime | None = None
    purchase_key: str | None = None
    joined_to: int | None = None
    vouched_email: str | None = None
    settlement: dict[str, Any] | None = None
    voices: dict[str, dict[str, Any]] = field(default_factory=dict)
    contradictions: list[dict[str, Any]] = field(default_factory=list)
    held_by: str | None = None
    held_until: datetime | None = None
    version: int = 1
    id: int | None = None
    facts: list[CaseFact] = field(default_factory=list)
    emails: list[Email] = field(default_factory=list)
    history: list[HistoryEntry] = field(default_factory=list)

    def claim(self) -> dict[str, JsonValue]:
        """Return what the customer said, fact name to value."""
        return self._values("claimed")

    def record(self) -> dict[str, JsonValue]:
        """Return what the merchant's records say, fact name to value."""
        return self._values("record")

    def unknowable(self) -> frozenset[str]:
        """Return the names of the facts that the customer was asked for and cannot say."""
        return frozenset(fact.name for fact in self.facts if fact.unknowable)

    def draft(self) -> Email | None:
        """Return the newest email to the merchant, a draft or one already filed."""
        requests = [email for email in self.emails if email.kind == "request"]
        return requests[-1] if requests else None

    def _values(self, source: Source) -> dict[str, JsonValue]:
        """Return one source's values; one that no fact can have says as little as none."""
        return {
            fact.name: fact.value
            for fact in self.facts
            if fact.source == source
            and fact.value is not None
            and (fact.name not in FACTS or is_fact(fact.name, fact.value))
        }
