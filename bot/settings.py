"""All settings: one table of name, default and help, read once from the environment.

Every setting is also explained in docs/settings.md; a test holds the two together.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.errors import BadSetting

#: HS256 wants a secret as long as its digest: 32 bytes (RFC 7518, 3.2).
SHORTEST_SECRET = 32

_WHATSAPP = (
    *("WHATSAPP_APP_SECRET", "WHATSAPP_VERIFY_TOKEN", "WHATSAPP_TOKEN"),
    *("WHATSAPP_API_BASE", "WHATSAPP_NUMBERS"),
)

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Setting:
    """One setting: its name in the environment, its default as text, one line of help."""

    name: str
    default: str
    help: str


SETTINGS = (
    Setting("REFUNDS_MODE", "demo", "`demo` (demo data, demo login, REST door) or `production`."),
    Setting("HOST", "127.0.0.1", "The address that the chat and the desk listen on."),
    Setting("BOT_PORT", "5005", "The port of the customers' chat."),
    Setting("DESK_PORT", "8000", "The port of the staff's desk."),
    Setting("DATABASE_URL", "sqlite:///var/refunds.db", "Where cases are kept (SQLAlchemy URL)."),
    Setting("SMTP_URL", "", "smtp://user:password@host:port; empty: files under OUTBOX."),
    Setting("OUTBOX", "var/outbox", "The folder for emails as .eml files without SMTP_URL."),
    Setting("MAIL_FROM", "Refund assistant <refunds@localhost>", "The sender of all emails."),
    Setting(
        "DESK_SECRET",
        "",
        "Signs the steps of a sign-in with two factors; empty: made anew at each start.",
    ),
    Setting("DESK_URL", "", "The desk's address in emails; empty: http://localhost:DESK_PORT/."),
    Setting("POLICIES", "policies", "The folder of the merchants' policies."),
    Setting("MODEL", "models", "The folder of the trained model."),
    Setting(
        "IDENTITY_SECRETS", "", "Who signs for customers: `merchant=secret,…`, 32 characters each."
    ),
    Setting(
        "PROXIES",
        "0",
        "How many proxies of yours stand before chat and desk, each adding to X-Forwarded-For.",
    ),
    Setting("WHATSAPP_APP_SECRET", "", "The Meta app's secret, which signs what WhatsApp reports."),
    Setting("WHATSAPP_VERIFY_TOKEN", "", "Words of your own, typed at Meta beside the webhook."),
    Setting("WHATSAPP_TOKEN", "", "The system user's access token, to send and fetch with."),
    Setting(
        "WHATSAPP_API_BASE",
        "",
        "The Graph API with its version: `https://graph.facebook.com/v25.0`.",
    ),
    Setting("WHATSAPP_NUMBERS", "", "Phone number ids and their companies: `id=merchant,…`."),
    Setting("TURN_SECONDS", "10", "How long one answer may take before a person is called."),
)


@dataclass(frozen=True)
class WhatsAppSettings:
    """What the door to WhatsApp needs; without it the door is closed.

    `numbers` gives each phone number id its merchant. `api_base` has no slash at its end.
    """

    app_secret: str = field(repr=False)
    verify_token: str = field(repr=False)
    token: str = field(repr=False)
    api_base: str
    numbers: Mapping[str, str]


@dataclass(frozen=True)
class Settings:
    """The settings in use, with their types. Secrets stay out of `repr`.

    Relative paths and the SQLite file are relative to the project's folder.
    """

    production: bool
    host: str
    bot_port: int
    desk_port: int
    database_url: str = field(repr=False)
    smtp_url: str = field(repr=False)
    outbox: Path
    mail_from: str
    desk_secret: str = field(repr=False)
    desk_url: str
    policies: Path
    model: Path
    turn_seconds: float
    identity_secrets: Mapping[str, str] = field(default_factory=dict, repr=False)
    proxies: int = 0
    whatsapp: WhatsAppSettings | None = None


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from `environ` (default: the process's own).

    Raises:
        BadSetting: a value cannot be used; the sentence names it and what to do.
    """
    given = os.environ if environ is None else environ
    value = {s.name: given.get(s.name) or s.default for s in SETTINGS}
    return Settings(
        production=_mode(value["REFUNDS_MODE"]) == "production",
        host=value["HOST"],
        bot_port=_port("BOT_PORT", value["BOT_PORT"]),
        desk_port=_port("DESK_PORT", value["DESK_PORT"]),
        database_url=_database_url(value["DATABASE_URL"]),
        smtp_url=value["SMTP_URL"],
        outbox=ROOT / value["OUTBOX"],
        mail_from=value["MAIL_FROM"],
        desk_secret=value["DESK_SECRET"],
        desk_url=_desk_url(value["DESK_URL"], value["DESK_PORT"]),
        policies=ROOT / value["POLICIES"],
        model=ROOT / value["MODEL"],
        identity_secrets=_secrets(value["IDENTITY_SECRETS"]),
        proxies=_count("PROXIES", value["PROXIES"]),
        turn_seconds=_seconds("TURN_SECONDS", value["TURN_SECONDS"]),
        whatsapp=_whatsapp({name: value[name].strip() for name in _WHATSAPP}),
    )


def _mode(text: str) -> str:
    if text not in ("demo", "production"):
        raise BadSetting(f"REFUNDS_MODE is '{text}', which is no mode. Use demo or production.")
    return text


def _port(name: str, text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 2**16:
        raise BadSetting(f"{name} is '{text}', which is no port. Use a number from 1 to 65535.")
    return int(text)


def _desk_url(text: str, port: str) -> str:
    if text and not text.startswith(("http://", "https://")):
        raise BadSetting(f"DESK_URL is '{text}'. Begin it with http:// or https://.")
    return text or f"http://localhost:{port}/"


def _seconds(name: str, text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 < seconds <= 600:  # noqa: PLR2004 -- Ten minutes is no turn any more.
        raise BadSetting(f"{name} is '{text}'. Use a number of seconds above 0, at most 600.")
    return seconds


def _secrets(text: str) -> dict[str, str]:
    """Read `merchant=secret` pairs; no secret is ever quoted in an error."""
    secrets: dict[str, str] = {}
    for number, pair in enumerate(filter(None, (part.strip() for part in text.split(","))), 1):
        merchant, equals, secret = pair.partition("=")
        if not equals or len(secret) < SHORTEST_SECRET:
            raise BadSetting(
                f"IDENTITY_SECRETS, pair {number}: not `merchant=secret` with a secret of at least "
                f"{SHORTEST_SECRET} characters. Make one with `openssl rand -hex 32`."
            )
        secrets[merchant.strip()] = secret
    return secrets


def _whatsapp(value: Mapping[str, str]) -> WhatsAppSettings | None:
    missing = [name for name in _WHATSAPP if not value[name]]
    if len(missing) == len(_WHATSAPP):
        return None
    if missing:
        raise BadSetting(
            f"WhatsApp needs all of its settings; {', '.join(missing)} "
            f"{'is' if len(missing) == 1 else 'are'} empty. "
            "Set what is missing, or none of them: then the door to WhatsApp is closed."
        )
    base = value["WHATSAPP_API_BASE"].rstrip("/")
    if not base.startswith(("http://", "https://")):
        raise BadSetting(f"WHATSAPP_API_BASE is '{base}'. Begin it with https://.")
    return WhatsAppSettings(
        app_secret=value["WHATSAPP_APP_SECRET"],
        verify_token=value["WHATSAPP_VERIFY_TOKEN"],
        token=value["WHATSAPP_TOKEN"],
        api_base=base,
        numbers=_numbers(value["WHATSAPP_NUMBERS"]),
    )


def _numbers(text: str) -> dict[str, str]:
    """Read `phone number id=merchant` pairs."""
    numbers: dict[str, str] = {}
    for pair in filter(None, (part.strip() for part in text.split(","))):
        number, _, merchant = (part.strip() for part in pair.partition("="))
        if not number.isascii() or not number.isdigit() or not merchant:
            raise BadSetting(
                f"WHATSAPP_NUMBERS has '{pair}'. Write `phone number id=merchant`, with commas "
                "between; the id is the long number beside the phone number at Meta."
            )
        if number in numbers:
            raise BadSetting(f"WHATSAPP_NUMBERS has the id {number} twice. Keep one.")
        numbers[number] = merchant
    return numbers


def _count(name: str, text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise BadSetting(f"{name} is '{text}', which is no count. Use 0, 1, 2 …")
    return int(text)


def _database_url(text: str) -> str:
    """Make a relative SQLite file relative to the project, not to where the command was typed."""
    prefix = "sqlite:///"
    if text.startswith(prefix) and not text.startswith("sqlite:////") and ":memory:" not in text:
        return prefix + str(ROOT / text[len(prefix) :])
    return text
