"""What the desk calls things, in plain words for staff."""

from __future__ import annotations

from collections.abc import Mapping

#: Why a case waits (`Case.reason`); another reason is shown as it was given.
REASONS = {
    "asked": "The customer asked for a person.",
    "failed": "The assistant failed to answer.",
    "undelivered": "The assistant's words did not reach the customer.",
    "changed after filing": "The customer changed something after the request was filed.",
    "asked before": "There is another case about the same purchase.",
    "not identifiable": "The customer cannot name the account or the purchase.",
    "new after closing": "The customer wrote something new after the case was closed.",
    "withdrawn": "The customer no longer wants the refund that was asked for.",
    "discretion": "The policy says that a refund may be given, so a person decides.",
    "conflict": "Sections of the policy disagree about this case.",
    "unclear": "The policy leaves this case out, or can be read in two ways.",
    "unverified": "It turns on something that only the merchant can confirm.",
    "no_policy": "No written refund policy covers this purchase.",
    "abuse": "The record raises a suspicion of abuse. Never say so to the customer.",
}
OUTCOMES = {
    "eligible": "A refund is due",
    "review": "A person decides",
    "not_eligible": "No refund is due",
    "wait": "Too early to ask",
    "elsewhere": "Somebody else refunds",
    "need_facts": "Not known yet",
}
LEANINGS = {"favourable": "Towards a refund", "unfavourable": "Against a refund"}
WHO_SPEAKS = {
    "bot": "The assistant",
    "waiting": "Nobody: the customer waits for a person",
    "human": "A member of staff",
    "closed": "Nobody: the case is closed",
}
#: The same in one word, for lists.
STATES = {
    "bot": "With the assistant",
    "waiting": "Waiting",
    "human": "With a person",
    "closed": "Closed",
}
#: How far the request to the company is (`Case.status`).
STATUSES = {
    "open": "No request was sent to the company yet",
    "pending": "Sent to the company, not answered yet",
    "processing": "Approved, the money is on its way",
    "refunded": "Paid back",
    "partially_refunded": "Paid back in part",
    "completed": "Paid back, and all is done",
    "canceled": "Withdrawn",
    "closed": "Ended without a refund",
}
#: How a case may end (`triage/close_case.py`), as the desk offers it.
ENDINGS = {
    "processing": "Approved: the money is on its way",
    "refunded": "Paid back in full",
    "partially_refunded": "Paid back in part",
    "completed": "The money has arrived, and all is done",
    "declined": "No refund",
    "canceled": "The customer withdrew it",
    "answered": "A question, and it is answered",
    "no_request": "There was nothing to refund",
    "no_reply": "The customer no longer answers",
    "abuse": "Abuse: the customer hears nothing",
}
AUTHORS = {"customer": "Customer", "bot": "Assistant", "staff": "Staff"}
CHANNELS = {
    "rest": "chat",
    "web": "chat on the website",
    "page": "the page without JavaScript",
    "whatsapp": "WhatsApp",
}
FILE_KINDS = {"image": "Photo", "document": "Document", "audio": "Recording", "video": "Video"}
#: What a file is by its bytes, where there is a name that people know.
FILE_TYPES = {
    "image/jpeg": "JPEG image",
    "image/png": "PNG image",
    "image/webp": "WebP image",
    "image/gif": "GIF image",
    "image/heic": "HEIC image",
    "application/pdf": "PDF",
    "application/msword": "Word document",
    "application/vnd.openxmlformats-officedocument": "Office document",
    "text/plain": "Text",
}
#: Why a file was not kept (`channels/whatsapp_files.py`); of a code of WhatsApp's, no words.
FILE_FAULTS = {
    "too large": "it is too large",
    "not what it says it is": "it is not the kind of file that it says it is",
    "other bytes than announced": "it did not arrive whole",
}
#: What became of words on their way to the customer; a mark, and what it means.
TICKS = {
    "pending": ("○", "On its way"),
    "sending": ("○", "On its way"),
    "sent": ("✓", "Sent"),
    "delivered": ("✓✓", "Delivered"),
    "read": ("✓✓", "Read by the customer"),
    "seen": ("✓✓", "Seen by the customer"),
    "uncertain": ("?", "Perhaps not sent: the connection broke while sending"),
    "failed": ("✕", "Not sent: the channel refused it"),
    "withheld": ("✕", "Not sent: a person had taken over"),
}
ACTORS = {**AUTHORS, "worker": "Worker"}
#: What an email is for.
EMAIL_KINDS = {
    "request": "the request to the company",
    "short_request": "a short request to the company",
    "copy": "the customer's copy",
    "notice": "a notice to the customer",
    "follow_up": "a reminder to the company",
    "desk_notice": "a notice to the desk",
}
EMAIL_STATES = {
    "draft": "Draft, not sent",
    "queued": "Waiting to be sent",
    "sending": "Being sent",
    "sent": "Sent",
    "uncertain": "Perhaps sent: the connection broke while sending",
    "failed": "Not sent",
    "dropped": "Given up, not sent",
}


def in_words(table: Mapping[str, str], name: str | None) -> str:
    """Return the table's words, or the name itself, made readable, where it has none."""
    if not name:
        return ""
    return table.get(name) or name.replace("_", " ")[:1].upper() + name.replace("_", " ")[1:]
