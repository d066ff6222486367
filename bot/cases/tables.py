"""The tables, and which object each row is. The migrations make what is described here.

`info={"erased": …}` marks a column that can hold personal text, and says what stands in it once
the case is erased; `erase.py` goes by that mark, and a test holds every text column to it.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import registry, relationship

from bot.cases.case import Case, CaseFact, Delivery, Email, HistoryEntry, Message
from bot.cases.case_file import CaseFile
from bot.cases.columns import UtcTime, json_column_type
from bot.cases.purchase import Purchase
from bot.cases.staff_member import StaffMember

METADATA = MetaData()


def _id() -> Any:
    return Column("id", Integer, primary_key=True)


def _of_case(*, index: bool) -> Any:
    return Column("case_id", ForeignKey("cases.id"), nullable=False, index=index)


def _text(name: str, *, nullable: bool = False) -> Any:
    return Column(name, Text, nullable=nullable)


def _personal(name: str, erased: Any, kind: Any = Text, **options: Any) -> Any:
    return Column(name, kind, nullable=erased is None, info={"erased": erased}, **options)


def _time(name: str, *, nullable: bool = False) -> Any:
    return Column(name, UtcTime, nullable=nullable)


CASES = Table(
    "cases",
    METADATA,
    _id(),
    Column("ref", Text, nullable=False, unique=True),
    _text("channel"),
    _personal("sender", ""),
    _text("merchant", nullable=True),
    _time("asked_at"),
    _time("created_at"),
    _time("updated_at"),
    _text("who_speaks"),
    _text("status"),
    _personal("open_question", None, json_column_type()),
    Column("misunderstood", Integer, nullable=False),
    Column("proved", Boolean, nullable=False),
    Column("confirmed", Boolean, nullable=False),
    _personal("decision", None, json_column_type()),
    _personal("reason", None),
    _personal("summary", None),
    _time("waiting_since", nullable=True),
    _time("answer_by", nullable=True),
    Column("history_count", Integer, nullable=False),
    _text("history_head"),
    Column("version", Integer, nullable=False),
    _personal("told", [], json_column_type(), server_default="[]"),
    _personal("additions", [], json_column_type(), server_default="[]"),
    _personal("aside", [], json_column_type(), server_default="[]"),
    _personal("left_out", [], json_column_type(), server_default="[]"),
    _personal("customer_zone", None),
    _time("closed_at", nullable=True),
    _time("paid_by", nullable=True),
    _personal("purchase_key", None),
    _personal("vouched_email", None),
    _personal("settlement", None, json_column_type()),
    _personal("voices", {}, json_column_type(), server_default="{}"),
    # Clauses of a policy: what is left of an erased case still counts for the owner.
    Column("contradictions", json_column_type(), nullable=False, server_default="[]"),
    Column("joined_to", ForeignKey("cases.id")),
    _personal("held_by", None),
    _time("held_until", nullable=True),
    Index("cases_of_sender", "channel", "sender"),
    Index("cases_by_speaker", "who_speaks", "answer_by"),
    Index("cases_of_purchase", "merchant", "purchase_key"),
    # The desk asks again and again whether anything changed; this answers without the rows.
    Index("cases_versions", "merchant", "version"),
)
# One purchase has one open case, also when two conversations prove it at the same moment.
Index(
    "cases_one_open_a_purchase",
    CASES.c.merchant,
    CASES.c.purchase_key,
    unique=True,
    sqlite_where=CASES.c.who_speaks != "closed",
    postgresql_where=CASES.c.who_speaks != "closed",
)

MESSAGES = Table(
    "messages",
    METADATA,
    _id(),
    _of_case(index=False),
    _time("at"),
    _text("author"),
    _personal("author_name", None),
    _personal("text", None),
    _text("state"),
    _text("channel", nullable=True),
    _personal("sender", None),
    # WhatsApp's message ids contain the customer's number.
    _personal("channel_message_id", None),
    Column("in_reply_to", ForeignKey("messages.id")),
    _personal("buttons", [], json_column_type()),
    _personal("sent_as", None, json_column_type()),
    UniqueConstraint("channel", "sender", "channel_message_id", name="messages_once"),
    Index("messages_of_case", "case_id", "id"),
)
# After a crash the unanswered messages are looked for among all that ever came.
Index(
    "messages_received",
    MESSAGES.c.id,
    sqlite_where=MESSAGES.c.state == "received",
    postgresql_where=MESSAGES.c.state == "received",
)

CASE_FACTS = Table(
    "case_facts",
    METADATA,
    _id(),
    _of_case(index=False),
    _text("name"),
    _text("source"),
    _personal("value", None, json_column_type()),
    Column("unknowable", Boolean, nullable=False),
    _time("at"),
    Column("message_id", ForeignKey("messages.id")),
    UniqueConstraint("case_id", "name", "source", name="case_facts_once"),
    Index("case_facts_by_name", "name"),
)

DELIVERIES = Table(
    "deliveries",
    METADATA,
    _id(),
    Column("message_id", ForeignKey("messages.id"), nullable=False, index=True),
    _text("channel"),
    _personal("address", ""),
    _text("state"),
    Column("attempts", Integer, nullable=False),
    _time("at"),
    # WhatsApp's message ids contain the customer's number.
    _personal("channel_message_id", None),
    _time("delivered_at", nullable=True),
    _time("read_at", nullable=True),
    _personal("error", None),
    _time("not_before", nullable=True),
    Index("deliveries_to_do", "channel", "state", "address"),
    Index("deliveries_by_channel_id", "channel_message_id"),
)

#: What customers sent besides words; the bytes are here so that every machine finds them.
CASE_FILES = Table(
    "case_files",
    METADATA,
    _id(),
    # Through its message, so that it goes where the conversation goes.
    Column("message_id", ForeignKey("messages.id"), nullable=False, index=True),
    _time("at"),
    _text("kind"),
    _personal("source", None, json_column_type()),
    _personal("name", None),
    _text("media_type", nullable=True),
    Column("size", Integer),
    _personal("sha256", None),
    _personal("content", None, LargeBinary),
    _text("state"),
    _personal("error", None),
    Column("attempts", Integer, nullable=False),
    _time("not_before", nullable=True),
    Index("case_files_to_do", "state", "not_before"),
)

HISTORY = Table(
    "history",
    METADATA,
    _id(),
    _of_case(index=False),
    Column("number", Integer, nullable=False),
    _time("at"),
    _text("actor"),
    _text("action"),
    _personal("detail", None, json_column_type()),
    # Without its salt a digest of a short detail could be guessed back.
    _personal("salt", None),
    _text("detail_digest"),
    _text("previous"),
    _text("digest"),
    UniqueConstraint("case_id", "number", name="history_once"),
)

EMAILS = Table(
    "emails",
    METADATA,
    _id(),
    _of_case(index=True),
    _text("kind"),
    _personal("recipient", ""),
    _personal("subject", ""),
    _personal("body", ""),
    _time("at"),
    _text("state"),
    Column("attempts", Integer, nullable=False),
    _time("not_before", nullable=True),
    _personal("error", None),
    Index("emails_to_do", "state", "not_before"),
)

#: The merchants' billing records. They are the merchant's own and outlive a case.
LEDGER = Table(
    "ledger",
    METADATA,
    _id(),
    _text("merchant"),
    _text("transaction_id"),
    _text("transaction_key"),
    _text("account_email"),
    _text("email_key"),
    _time("purchased_at"),
    Column("record", json_column_type(), nullable=False),
    Column("demo", Boolean, nullable=False, server_default=false()),
    _text("account_phone", nullable=True),
    UniqueConstraint("merchant", "transaction_key", name="ledger_once"),
    Index("ledger_by_email", "merchant", "email_key"),
    Index("ledger_by_phone", "merchant", "account_phone"),
)

#: Who tried to prove what, as digests; rows live for an hour.
IDENTITY_TRIES = Table(
    "identity_tries",
    METADATA,
    _id(),
    Column("at", UtcTime, nullable=False, index=True),
    Column("sender_digest", Text, nullable=False, index=True),
    Column("email_digest", Text, nullable=False, index=True),
    Column("purchase_digest", Text, nullable=False, index=True),
)

#: Chats on websites; the id is the `sender` of their messages.
CHAT_SESSIONS = Table(
    "chat_sessions",
    METADATA,
    Column("id", Text, primary_key=True),
    _text("secret_digest"),
    _text("merchant"),
    # Of the chat and its account, so that it tells two accounts apart and names neither.
    _text("account_digest", nullable=True),
    _time("created_at"),
    _time("ended_at", nullable=True),
    Column("seen_id", Integer, nullable=False, server_default="0"),
    _time("customer_typing_at", nullable=True),
    _time("staff_typing_at", nullable=True),
)

STAFF = Table(
    "staff",
    METADATA,
    _id(),
    Column("name", Text, nullable=False, unique=True),
    _text("password_hash"),
    _text("role"),
    _time("created_at"),
    _text("first_name", nullable=True),
    Column("merchants", json_column_type(), nullable=False, server_default="[]"),
    _text("totp_secret", nullable=True),
    Column("totp_step", Integer),
    Column("recovery_codes", json_column_type(), nullable=False, server_default="[]"),
    _time("disabled_at", nullable=True),
)

#: Who is signed in at the desk; of the cookie's secret there is the digest alone.
STAFF_SESSIONS = Table(
    "staff_sessions",
    METADATA,
    _id(),
    Column("digest", Text, nullable=False, unique=True),
    Column("staff_id", ForeignKey("staff.id"), nullable=False, index=True),
    _time("created_at"),
    _time("seen_at"),
    _time("ended_at", nullable=True),
)

#: Who tried to sign in, as digests; rows live as long as they count.
SIGN_IN_TRIES = Table(
    "sign_in_tries",
    METADATA,
    _id(),
    _text("key_digest"),
    Column("at", UtcTime, nullable=False, index=True),
    Index("sign_in_tries_of_key", "key_digest", "at"),
)

#: What was done about people and not about a case; the owner reads it.
STAFF_LOG = Table(
    "staff_log",
    METADATA,
    _id(),
    _time("at"),
    _text("actor"),
    _text("action"),
    _text("about"),
    Column("detail", json_column_type(), nullable=False),
)

#: Senders whose words the bot does not answer; who they are is a digest.
BLOCKED_SENDERS = Table(
    "blocked_senders",
    METADATA,
    _id(),
    _of_case(index=True),
    _text("channel"),
    _text("sender_digest"),
    _time("at"),
    _text("blocked_by"),
    _time("lifted_at", nullable=True),
    _text("lifted_by", nullable=True),
    Index("blocked_senders_of", "channel", "sender_digest"),
)

_MAPPING = registry(METADATA)
_MAPPING.map_imperatively(CaseFact, CASE_FACTS)
_MAPPING.map_imperatively(Message, MESSAGES)
_MAPPING.map_imperatively(Delivery, DELIVERIES)
_MAPPING.map_imperatively(HistoryEntry, HISTORY)
_MAPPING.map_imperatively(Email, EMAILS, properties={"to": EMAILS.c.recipient})
_MAPPING.map_imperatively(Purchase, LEDGER)
_MAPPING.map_imperatively(CaseFile, CASE_FILES)
_MAPPING.map_imperatively(StaffMember, STAFF)
_MAPPING.map_imperatively(
    Case,
    CASES,
    version_id_col=CASES.c.version,
    properties={
        "facts": relationship(
            CaseFact, lazy="selectin", cascade="all, delete-orphan", order_by=CASE_FACTS.c.id
        ),
        "emails": relationship(
            Email, lazy="selectin", cascade="all, delete-orphan", order_by=EMAILS.c.id
        ),
        # A history is long and is only added to: a turn that read it would slow down by the day.
        "history": relationship(
            HistoryEntry, lazy="noload", cascade="save-update, merge", order_by=HISTORY.c.number
        ),
    },
)
