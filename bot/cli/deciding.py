"""`refunds decide`, `understand`, `policy check`: what needs no database."""

from __future__ import annotations

import json
from datetime import datetime, timezone

import typer

from bot.cli.reading import print_json, read_json, read_text
from bot.cli.root import AsJson, cli, policy
from bot.errors import BadInput, PolicyFaults
from bot.settings import read_settings


@cli.command()
def decide(
    file: str = typer.Argument(..., help="A JSON file, or - for standard input."),
    explain: bool = typer.Option(False, "--explain", help="Say clause by clause why."),  # noqa: FBT001 -- Typer's way to declare an option.
) -> None:
    """Decide one request, or a list of them, by the policies."""
    from bot.policy.load import load_policies
    from bot.policy.request import read_requests

    raw = read_json(file)
    book = load_policies(read_settings().policies)
    if explain:
        for request in read_requests(raw):
            print(book.explain(request).to_text())
        return
    decisions = [book.decide(request).to_json() for request in read_requests(raw)]
    print_json(decisions if isinstance(raw, list) else decisions[0])


@cli.command()
def understand(
    file: str = typer.Argument(..., help="A text file, one message a line, or -."),
    as_json: bool = AsJson,  # noqa: FBT001 -- Typer's way to declare an option.
    now: str | None = typer.Option(None, help="ISO 8601 with offset; default: now."),
    zone: str | None = typer.Option(None, help="A time zone; default: the merchant's."),
    merchant: str | None = typer.Option(
        None, help="The company, by its id; default: as the text, its currency or --now tell."
    ),
) -> None:
    """Show what is understood of each line: intent, confidence and facts."""
    from bot.logs import set_up_logs

    set_up_logs()
    from bot.ask import Asking, as_table, ask, lines_in
    from bot.nlu.listener import Listener
    from bot.policy.load import load_policies
    from bot.understand.times import zone_named
    from bot.values.times import parse_time

    lines = lines_in(read_text(file))
    settings = read_settings()
    known = load_policies(settings.policies).merchants
    if merchant is not None and merchant not in known:
        raise BadInput(f"No merchant is called '{merchant}'. Use one of {', '.join(known)}.")
    if zone is not None:
        zone_named(zone)
    at = parse_time(now) if now else datetime.now(timezone.utc)
    asking = Asking(known, at, zone, merchant)
    for told in ask(lines, Listener(settings.model), asking):
        print(json.dumps(told, ensure_ascii=False) if as_json else as_table(told))


@policy.command("check")
def policy_check(merchant: str | None = typer.Argument(None)) -> None:
    """Verify the policy files; print what holds, or every fault."""
    from bot.policy.check import check_policies

    report = check_policies(read_settings().policies, merchant)
    for line in report.lines:
        print(line)
    if report.faults:
        raise PolicyFaults(report.faults)
