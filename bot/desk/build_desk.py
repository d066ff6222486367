"""The desk as a web app."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime, timezone

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from bot.cases.database import Database
from bot.desk.case_actions import act
from bot.desk.case_file_page import show_file
from bot.desk.case_page import show_case
from bot.desk.error_pages import broken, refused
from bot.desk.headers import SecurityHeaders
from bot.desk.live import events
from bot.desk.my_page import act_on_me, show_me
from bot.desk.pages import STATIC
from bot.desk.passwords import hash_password
from bot.desk.people_page import act_on_person, add_person, show_people, show_person
from bot.desk.queue_page import show_queue
from bot.desk.room import Room
from bot.desk.sign_in import check_code, show_sign_in, sign_in, sign_out
from bot.desk.staff_typing import note_staff_typing
from bot.policy.policy_book import PolicyBook
from bot.settings import Settings
from bot.triage.replies import Replies


def _now() -> datetime:
    return datetime.now(timezone.utc)


def build_desk(
    database: Database,
    settings: Settings,
    book: PolicyBook,
    replies: Replies,
    clock: Callable[[], datetime] = _now,
) -> Starlette:
    """Build the desk; it keeps who is signed in, and what they do, in the database."""
    app = Starlette(
        routes=[
            Route("/", show_queue),
            Route("/case/{ref}", show_case),
            Route("/case/{ref}/file/{id:int}", show_file),
            Route("/case/{ref}/typing", note_staff_typing, methods=["POST"]),
            Route("/case/{ref}/{verb}", act, methods=["POST"]),
            Route("/events", events),
            Route("/sign-in", show_sign_in),
            Route("/sign-in", sign_in, methods=["POST"]),
            Route("/sign-in/code", check_code, methods=["POST"]),
            Route("/sign-out", sign_out, methods=["POST"]),
            Route("/me", show_me),
            Route("/me/{verb}", act_on_me, methods=["POST"]),
            Route("/people", show_people),
            Route("/people", add_person, methods=["POST"]),
            Route("/people/{id:int}", show_person),
            Route("/people/{id:int}/{verb}", act_on_person, methods=["POST"]),
            Route("/health", _health),
            Mount("/static", StaticFiles(directory=STATIC)),
        ],
        middleware=[Middleware(SecurityHeaders)],
        exception_handlers={HTTPException: refused, Exception: broken},
    )
    # To another host's name in the request, a redirect would lead there.
    app.router.redirect_slashes = False
    app.state.room = Room(
        database=database,
        book=book,
        replies=replies,
        clock=clock,
        nobodys_hash=hash_password(secrets.token_urlsafe(32)),
        signing_key=settings.desk_secret or secrets.token_urlsafe(32),
        over_tls=settings.production,
        proxies=settings.proxies,
    )
    return app


def _health(_request: Request) -> Response:
    """Say that the process answers; open to whoever watches over it."""
    return JSONResponse({"ok": True})
