"""What staff do with a case: one form each, and what they are told where it is refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import count, takewhile
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.cases.case import Case
from bot.cases.done_before import form_mark, was_done
from bot.cases.seen import Seen
from bot.cases.steps import load_case
from bot.desk.case_page import Refusal, render_case
from bot.desk.case_view import history_views
from bot.desk.fact_form import read_fact
from bot.desk.room import Room, room_of
from bot.desk.who import form_of_staff, member_of
from bot.errors import BadInput, CaseChanged, CaseNotFound, NotAllowed, StaleAction
from bot.triage.ask_for import ask_for
from bot.triage.block_sender import block_sender, lift_block
from bot.triage.close_case import Closing, close_case
from bot.triage.enter_fact import enter_fact
from bot.triage.hand_back import hand_back
from bot.triage.keep_note import keep_note
from bot.triage.send_template import send_template
from bot.triage.speak import speak
from bot.triage.staff_step import StaffStep
from bot.triage.take_over import take_over
from bot.triage.vouch_for import vouch_for

Form = Mapping[str, str]
#: So often a step is tried that found somebody storing the case at the same moment.
TRIES = 3

_STALE = "This was not done: the case changed since you looked"
_STALE_WORDS = "Read what is new. What you wrote is kept; send it again if it still fits."
_REFUSED = "This was not done"


def _enter(step: StaffStep, form: Form) -> Case:
    merchant = step.book.merchants.get(load_case(step.session, step.ref).merchant or "")
    source: Any = form.get("source", "")
    name = form.get("name", "")
    return enter_fact(step, name, read_fact(name, form.get("value", ""), merchant), source)


def _close(step: StaffStep, form: Form) -> Case:
    amount = form.get("amount", "").replace(",", "").strip() or None
    closing = Closing(
        form.get("outcome", ""), form.get("reason", ""), form.get("farewell", ""), amount
    )
    return close_case(step, closing)


def _values(form: Form) -> list[str]:
    """Return what stands in the places of a template, {1} first."""
    names = (f"value-{place}" for place in count(1))
    return [form[name] for name in takewhile(form.__contains__, names)]


def _template_words(form: Form) -> str:
    return "\n".join((form.get("template", ""), *_values(form)))


#: Each step by the last part of its address.
STEPS: Mapping[str, Callable[[StaffStep, Form], Case]] = {
    "take-over": lambda step, _: take_over(step),
    "say": lambda step, form: speak(step, form.get("words", "")),
    "template": lambda step, form: send_template(step, form.get("template", ""), _values(form)),
    "note": lambda step, form: keep_note(step, form.get("note", "")),
    "ask": lambda step, form: ask_for(step, form.get("fact", "")),
    "enter": _enter,
    "vouch": lambda step, form: vouch_for(step, form.get("how", "")),
    "hand-back": lambda step, _: hand_back(step),
    "close": _close,
    "block": lambda step, form: block_sender(step, form.get("why", "")),
    "lift-block": lambda step, form: lift_block(step, form.get("why", "")),
}
#: The steps that can be done twice, with the words that are in their forms.
ONCE: Mapping[str, Callable[[Form], str]] = {
    "say": lambda form: form.get("words", ""),
    "template": _template_words,
    "note": lambda form: form.get("note", ""),
    "ask": lambda form: form.get("fact", ""),
}


@form_of_staff
def act(request: Request, form: Form) -> Response:
    """Do the step of the address, then lead back to the case; a form sent twice is done once.

    Raises:
        HTTPException: 404 where there is no such step or case, or it is not for them to see.
    """
    verb, ref = request.path_params["verb"], request.path_params["ref"]
    if verb not in STEPS:
        raise HTTPException(404)
    typed = {name: value for name, value in form.items() if name not in ("csrf", "seen", "form")}
    try:
        _try(room_of(request), request, ref, verb, form)
    except CaseNotFound:
        raise HTTPException(404) from None
    except StaleAction as stale:
        since = _since(request, ref, stale)
        return render_case(request, Refusal(_STALE, _STALE_WORDS, since, typed), 409)
    except CaseChanged:
        words = "Somebody else was at it at the same moment. Please try again."
        return render_case(request, Refusal(_REFUSED, words, (), typed), 409)
    except NotAllowed as error:
        return render_case(request, Refusal(_REFUSED, str(error), (), typed), 409)
    except BadInput as error:
        return render_case(request, Refusal(_REFUSED, str(error), (), typed), 422)
    return RedirectResponse(f"/case/{ref}", 303)


def _try(room: Room, request: Request, ref: str, verb: str, form: Form) -> None:
    """Do a step, again where the case was stored by somebody else meanwhile."""
    seen = Seen.parse(form.get("seen", ""))
    mark = form_mark(form.get("form", ""), verb, ONCE[verb](form)) if verb in ONCE else ""
    for tries_left in reversed(range(TRIES)):
        try:
            with room.database.writing() as session:
                if was_done(session, ref, mark):
                    return
                now, me = room.clock(), member_of(request)
                step = StaffStep(session, room.book, room.replies, me, ref, seen, now, mark)
                STEPS[verb](step, form)
        except CaseChanged as changed:
            if isinstance(changed, StaleAction) or not tries_left:
                raise
        else:
            return


def _since(request: Request, ref: str, stale: StaleAction) -> tuple[str, ...]:
    """Say what was done since, a line each."""
    room = room_of(request)
    with room.database.reading() as session:
        case = load_case(session, ref)
    merchant = room.book.merchants.get(case.merchant or "")
    done = history_views(stale.since, merchant)
    return tuple(f"{d['actor']} {d['action']}{': ' * bool(d['detail'])}{d['detail']}" for d in done)
