"""Check every text that a customer reads: it promises no more than its outcome carries.

A promise is found by its phrases, so a new phrase for an old promise can slip through; whoever
finds one adds it to `_PROMISES`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.policy.merchant import Merchant
from bot.policy.policy import Clause, PolicyVersion

LONGEST = 350
# What only an eligible outcome carries.
_PROMISES = re.compile(
    r"\byou(?:'ll| will)? get\b|\byou(?:'ll| will) (?:be|have|receive)\b|\byou receive\b"
    r"|\b(?:we|i)(?:'ll| will)? (?:refund|pay)\b|\bwill (?:be )?(?:refund|paid|pay|give|come back)"
    r"|\bguarantee|\byour refund is\b|\bis due to you\b|\bcertainly\b|\bfor sure\b",
    re.IGNORECASE,
)
# What is never said to the customer of a request that is looked at for abuse.
_ACCUSATIONS = re.compile(r"\b(?:abus|fraud|misus|suspicio|violat|flag)\w*", re.IGNORECASE)
_NOT_DECIDED_BY_A_THIRD_PARTY = ("eligible", "not_eligible")


def text_faults(merchant: Merchant, place: str) -> Iterator[str]:
    """Check what a merchant's own file says after a decision and to who asks in general."""
    texts = {f"next.{outcome}": words for outcome, words in merchant.next_words.items()}
    texts |= {"in_short": merchant.in_short, "how_long": merchant.how_long}
    texts |= {"rights": merchant.rights, "how_to_cancel": merchant.how_to_cancel}
    texts |= {"chat.greeting": merchant.look.greeting}
    texts |= {f"terms.{name}": words for name, words in merchant.terms.items()}
    for name, text in texts.items():
        yield from _faults_of(text, f"{place}: The text '{name}'")


def version_text_faults(merchant: Merchant, version: PolicyVersion) -> Iterator[str]:
    """Check the texts of a version: when the money comes, and each clause."""
    for product, payment in version.after_approval.items():
        name = f"{version.place}: The text 'after_approval.{product}'"
        yield from _faults_of(payment.words, name)
        if "once approved" not in payment.words.lower():
            yield f"{name}: does not say that it holds once approved. Begin with that."
    if merchant.standing != "official":
        yield from _third_party_faults(version)


def clause_text_faults(clause: Clause) -> Iterator[str]:
    """Check one clause: its words, what comes next, and what is said in its conflicts."""
    is_due = clause.outcome == "eligible"
    texts = [] if is_due else [("words", clause.words)]
    texts += [("conflicts_with", each.words) for each in clause.conflicts.values()]
    texts += [("next", clause.next_words or "")]
    for name, text in texts:
        yield from _faults_of(text, f"{clause.place}: The {name} of clause '{clause.id}'")
    if is_due and "{if_records}" not in clause.words:
        yield (
            f"{clause.place}: The words of clause '{clause.id}' promise without a condition, "
            "though facts may only be claimed. Begin with {if_records}."
        )
    accused = _ACCUSATIONS.search(clause.words) if clause.because == "abuse" else None
    if accused:
        yield (
            f"{clause.place}: The words of clause '{clause.id}' say '{accused[0]}' to the "
            "customer. Say only that a person looks at it."
        )


def _faults_of(text: str, name: str) -> Iterator[str]:
    promise = _PROMISES.search(text)
    if promise:
        yield (
            f"{name}: '{promise[0]}' is a promise that the outcome does not carry. "
            "Say what happens instead."
        )
    length = len(" ".join(text.split()))
    if length > LONGEST:
        yield f"{name}: {length} characters are more than the {LONGEST} that anybody reads. Cut it."


def _third_party_faults(version: PolicyVersion) -> Iterator[str]:
    """Of a company whose own policy is not known nothing is promised and nothing refused."""
    if not version.where_from:
        yield (
            f"{version.place}: The company's own policy is not known, and nothing says where this "
            "comes from. Add where_from."
        )
    for clause in version.clauses:
        if clause.outcome in _NOT_DECIDED_BY_A_THIRD_PARTY or clause.sections:
            yield (
                f"{clause.place}: Clause '{clause.id}' is {clause.outcome} on sections "
                f"{list(clause.sections)}, though the company's own policy is not known. "
                "Make it a review without a section."
            )
