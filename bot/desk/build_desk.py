"""The desk as a web app."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime, timezone

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from bot.cases.database import Database
from bot.desk.case_page import show_case
from bot.desk.error_pages import broken, refused
from bot.desk.headers import SecurityHeaders
from bot.desk.pages import STATIC
from bot.desk.passwords import hash_password
from bot.desk.room import Room
from bot.desk.sign_in import show_sign_in, sign_in, sign_out
from bot.desk.waiting import show_waiting
from bot.desk.who import LONGEST_SESSION
from bot.policy.policy_book import PolicyBook
from bot.settings import Settings


def _now() -> datetime:
    return datetime.now(timezone.utc)


def build_desk(
    database: Database,
    settings: Settings,
    book: PolicyBook,
    clock: Callable[[], datetime] = _now,
) -> Starlette:
    """Build the desk; without DESK_SECRET everybody signs in anew after a restart."""
    app = Starlette(
        routes=[
            Route("/", show_waiting),
            Route("/case/{ref}", show_case),
            Route("/sign-in", show_sign_in),
            Route("/sign-in", sign_in, methods=["POST"]),
            Route("/sign-out", sign_out, methods=["POST"]),
            Route("/health", _health),
            Mount("/static", StaticFiles(directory=STATIC)),
        ],
        middleware=[Middleware(SecurityHeaders), _sessions(settings)],
        exception_handlers={HTTPException: refused, Exception: broken},
    )
    app.state.room = Room(database, book, clock, hash_password(secrets.token_urlsafe(32)))
    return app


def _sessions(settings: Settings) -> Middleware:
    return Middleware(
        SessionMiddleware,
        secret_key=settings.desk_secret or secrets.token_urlsafe(32),
        session_cookie="refund_desk",
        max_age=int(LONGEST_SESSION.total_seconds()),
        same_site="strict",
        # In production the desk stands behind TLS; a demo runs on plain localhost.
        https_only=settings.production,
    )


def _health(_request: Request) -> Response:
    """Say that the process answers; open to whoever watches over it."""
    return JSONResponse({"ok": True})
