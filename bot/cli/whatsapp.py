"""`refunds whatsapp check`: what is missing or wrong in the settings of WhatsApp."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict

import typer

from bot.cli.root import AsJson, cli
from bot.settings import read_settings

whatsapp = typer.Typer(no_args_is_help=True, help="The door to WhatsApp.")
cli.add_typer(whatsapp, name="whatsapp")


@whatsapp.callback()
def group() -> None:
    """Keep `check` a command of its own, though it is the only one."""


@whatsapp.command()
def check(as_json: bool = AsJson) -> None:  # noqa: FBT001 -- Typer's way to declare an option.
    """Ask WhatsApp whether the settings are right; exit 2 where one is not."""
    import asyncio

    from bot.channels.whatsapp_check import check_whatsapp
    from bot.policy.load import load_policies

    settings = read_settings()
    merchants = load_policies(settings.policies).merchants
    checks = asyncio.run(check_whatsapp(settings.whatsapp, sorted(merchants)))
    is_right = all(each.is_right for each in checks)
    if as_json:
        print(json.dumps({"ok": is_right, "checks": [asdict(each) for each in checks]}, indent=2))
    else:
        for each in checks:
            mark, stream = ("right", sys.stdout) if each.is_right else ("WRONG", sys.stderr)
            print(f"{mark}: {each.what}: {each.words}", file=stream)
    raise typer.Exit(0 if is_right else 2)
