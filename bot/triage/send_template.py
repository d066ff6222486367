"""Send what WhatsApp has approved: the way to a customer who has not written for 24 hours."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cases.case import Case
from bot.cases.steps import Said
from bot.cases.writing_window import writing_window
from bot.errors import BadInput, NotAllowed
from bot.policy.message_template import MessageTemplate
from bot.policy.policy_book import PolicyBook
from bot.triage.staff_step import StaffStep, load_to_speak, require_held, store

#: WhatsApp's limit for one value of a template's body, in characters.
LONGEST_VALUE = 1024


def templates_for(book: PolicyBook, case: Case) -> tuple[MessageTemplate, ...]:
    """Return the templates that can be offered in a case: those of its company."""
    merchant = book.merchants.get(case.merchant or "")
    return merchant.templates if merchant else ()


def require_window(step: StaffStep, case: Case) -> None:
    """Go on where free words are still taken.

    Raises:
        NotAllowed: the customer wrote more than 24 hours ago on WhatsApp.
    """
    window = writing_window(step.session, case)
    if window is not None and not window.is_open(step.at):
        raise NotAllowed(
            "The customer's last message is more than 24 hours old, and WhatsApp takes no free "
            "words any more. Send a template; once they answer, you can write again."
        )


def send_template(step: StaffStep, name: str, values: Sequence[str] = ()) -> Case:
    """Send an approved template to the customer of the case that the person has.

    Args:
        step: who does it, in which case.
        name: the template's name, as `merchant.yml` and Meta have it.
        values: what stands in its places, {1} first.

    Raises:
        BadInput: the company has no such template, or a value is missing, too long or too many.
        CaseNotFound: there is no such case, or it is not for them to see.
        NotAllowed: it is not they who speak in it, or the customer is not on WhatsApp.
        StaleAction: another member of staff did something since.
        CaseChanged: somebody stored it at the same moment.
    """
    case = load_to_speak(step)
    require_held(step, case)
    if writing_window(step.session, case) is None:
        raise NotAllowed(
            f"The customer of case {case.ref} is not on WhatsApp. Write to them freely."
        )
    template = next((each for each in templates_for(step.book, case) if each.name == name), None)
    if template is None:
        raise BadInput(f"The company of case {case.ref} has no template '{name}'. Choose another.")
    given = [" ".join(value.split()) for value in values]
    if len(given) != template.values_needed or not all(given):
        raise BadInput(f"Template '{name}' needs {template.values_needed} values. Fill each in.")
    if any(len(value) > LONGEST_VALUE for value in given):
        raise BadInput(f"A value is longer than {LONGEST_VALUE} characters. Shorten it.")
    sent_as = {"template": {"name": template.name, "language": template.language, "values": given}}
    said = Said(
        template.filled(given), name=step.by.called, sent_as=sent_as, mark=step.mark or None
    )
    return store(step, case, [said], author="staff")
