"""The command `refunds`: everything that is not a page or a chat.

Exit 0 on success, 2 on bad input with one line on standard error. Imports that take time are
made by the command that needs them.
"""

from __future__ import annotations

import getpass
import json
import sys
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import typer

from bot.errors import BadInput, PolicyFaults, RefundsError
from bot.settings import read_settings

cli = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="The refund-triage assistant.",
)
policy = typer.Typer(no_args_is_help=True, help="The merchants' policies.")
ledger = typer.Typer(no_args_is_help=True, help="The merchants' billing records.")
case = typer.Typer(no_args_is_help=True, help="Customers' cases.")
staff = typer.Typer(no_args_is_help=True, help="The people at the desk.")
for name, group in (("policy", policy), ("ledger", ledger), ("case", case), ("staff", staff)):
    cli.add_typer(group, name=name)

#: Typer carries a click of its own, whose errors it does not name in public.
UsageFault: type[Exception] = next(
    kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "ClickException"
)
AsJson = typer.Option(False, "--json", help="Print JSON.")


def main() -> None:
    """Run the command and exit as the module's docstring says."""
    try:
        cli(standalone_mode=False)
    except PolicyFaults as error:
        _fail(*error.faults)
    except RefundsError as error:
        _fail(str(error))
    except UsageFault as error:
        _fail(f"{error} See `refunds --help`.")
    except (typer.Abort, KeyboardInterrupt):
        sys.exit(130)
    except typer.Exit as end:
        sys.exit(end.exit_code)


def _fail(*lines: str) -> None:
    for line in lines:
        print(" ".join(line.split()), file=sys.stderr)
    sys.exit(2)


@cli.command()
def run() -> None:
    """Run chat, desk and worker until Ctrl-C."""
    from bot.app import build
    from bot.logs import set_up_logs
    from bot.run import run_all

    set_up_logs()
    settings = read_settings()
    app = build(settings)
    if not settings.production:
        from bot.demo import set_up_demo

        print(set_up_demo(app, datetime.now(timezone.utc)))
    app.database.close()
    raise typer.Exit(run_all(settings))


@cli.command()
def desk() -> None:
    """Run the staff's desk alone."""
    from bot.app import build
    from bot.desk.serve_desk import run_desk
    from bot.logs import set_up_logs

    set_up_logs()
    app = build(read_settings())
    run_desk(app.database, app.settings, app.book)


@cli.command()
def worker() -> None:
    """Run the worker alone, which sends emails."""
    from bot.app import build
    from bot.emails.worker import run_worker
    from bot.logs import set_up_logs

    set_up_logs()
    app = build(read_settings())
    run_worker(app.database, app.settings)


@cli.command()
def chat(merchant: str | None = typer.Option(None, help="The company, by its id.")) -> None:
    """Talk to the running assistant in the terminal."""
    from bot.terminal import talk

    settings = read_settings()
    talk(f"http://{settings.host}:{settings.bot_port}", merchant)


@cli.command()
def decide(
    file: str = typer.Argument(..., help="A JSON file, or - for standard input."),
    explain: bool = typer.Option(False, "--explain", help="Say clause by clause why."),  # noqa: FBT001 -- Typer's way to declare an option.
) -> None:
    """Decide one request, or a list of them, by the policies."""
    from bot.policy.load import load_policies
    from bot.policy.request import read_requests

    raw = _read_json(file)
    book = load_policies(read_settings().policies)
    if explain:
        for request in read_requests(raw):
            print(book.explain(request).to_text())
        return
    decisions = [book.decide(request).to_json() for request in read_requests(raw)]
    _print_json(decisions if isinstance(raw, list) else decisions[0])


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

    lines = lines_in(_read_text(file))
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


@ledger.command("import")
def ledger_import(file: str) -> None:
    """Import billing records from a CSV file: all of them, or none and every bad row."""
    from bot.app import build
    from bot.cases.ledger import import_ledger
    from bot.cases.ledger_file import read_ledger

    text = _read_text(file)
    app = build(read_settings())
    rows = read_ledger(text, sorted(app.book.merchants), datetime.now(timezone.utc))
    with app.database.writing() as session:
        import_ledger(session, rows)
    print(f"{len(rows)} purchases imported.")


@case.command("list")
def case_list(as_json: bool = AsJson) -> None:  # noqa: FBT001 -- Typer's way to declare an option.
    """List all cases, the newest first."""
    from bot.app import build
    from bot.cases.queries import list_cases

    with build(read_settings()).database.reading() as session:
        cases = list_cases(session)
    if as_json:
        _print_json(cases)
        return
    for one in cases:
        columns = ("ref", "merchant", "channel", "who_speaks", "status")
        print("  ".join(str(one[column]) for column in columns))


@case.command("show")
def case_show(ref: str, as_json: bool = AsJson) -> None:  # noqa: FBT001 -- Typer's way to declare an option.
    """Show one case with its messages and its history."""
    from bot.app import build
    from bot.cases.queries import show_case

    with build(read_settings()).database.reading() as session:
        shown = show_case(session, ref)
    if as_json:
        _print_json(shown)
        return
    for name, value in shown.items():
        if name not in ("messages", "history"):
            print(f"{name}: {json.dumps(value, ensure_ascii=False)}")
    for message in shown["messages"]:
        print(f"{message['at']}  {message['from']}: {message['text']}")
    for entry in shown["history"]:
        detail = entry["detail"] or {}
        promised = " ".join(filter(None, (detail.get("words"), detail.get("next_words"))))
        print(f"{entry['at']}  {entry['actor']} {entry['action']} {promised}".rstrip())


@case.command("settle")
def case_settle(
    ref: str,
    outcome: str = typer.Argument(
        ..., help="processing, refunded, partially_refunded, completed, declined or canceled."
    ),
    by: str = typer.Option(..., help="Who settles it."),
    amount: str | None = typer.Option(None, help="What was paid back, as 1000.00."),
    words: str = typer.Option("", help="What the customer reads besides."),
) -> None:
    """Note how a case ended, and tell the customer."""
    from bot.app import build
    from bot.triage.settle_case import Settlement, settle_case

    app = build(read_settings())
    settlement = Settlement(outcome, by, amount, words)
    now = datetime.now(timezone.utc)
    with app.database.writing() as session:
        settled = settle_case(session, app.book, app.replies, ref, settlement, now)
    print(f"{settled.ref}: {settled.status}. The customer is told.")


@case.command("contradictions")
def case_contradictions(as_json: bool = AsJson) -> None:  # noqa: FBT001 -- Typer's way to declare an option.
    """List the clauses that disagreed about cases, the most frequent first."""
    from bot.app import build
    from bot.cases.contradictions import list_contradictions

    with build(read_settings()).database.reading() as session:
        found = list_contradictions(session)
    if as_json:
        _print_json([each.to_json() for each in found])
        return
    for each in found:
        pair = " against ".join(
            f"{clause} ({', '.join(sections)})"
            for clause, sections in zip(each.clauses, each.sections, strict=True)
        )
        print(f"{len(each.refs)}  {each.merchant} {each.policy_version}  {pair}  {each.refs[0]}")


@case.command("verify")
def case_verify(ref: str) -> None:
    """Check that nobody changed a case's history."""
    from bot.app import build
    from bot.cases.history import history_of, verify
    from bot.cases.steps import load_case

    with build(read_settings()).database.reading() as session:
        loaded = load_case(session, ref)
        entries = history_of(session, loaded)
    broken = verify(loaded, entries)
    if broken is not None:
        raise BadInput(f"The history of {ref} was changed: entry {broken} does not fit. Ask who.")
    print(f"The history of {ref} is as it was written: {len(entries)} entries.")


@staff.command("add")
def staff_add(
    name: str,
    role: str = typer.Option("agent", help="agent, lead or owner."),
    password: str | None = typer.Option(None, help="Asked for when it is not given."),
) -> None:
    """Add somebody to the desk."""
    from bot.app import build
    from bot.cases.staff import add_staff
    from bot.desk.passwords import hash_password

    app = build(read_settings())
    secret = password or getpass.getpass(f"Password for {name}: ")
    with app.database.writing() as session:
        add_staff(session, name, hash_password(secret), role, datetime.now(timezone.utc))
    print(f"{name} can sign in at the desk.")


def _read_text(file: str) -> str:
    try:
        raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        # As a text file is read: "\r\n" is one line's end.
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        raise BadInput(f"'{file}' cannot be read: {error.strerror}. Name another file.") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"'{file}' is no UTF-8 text at byte {error.start}. Save it so.") from error


def _read_json(file: str) -> Any:
    try:
        return json.loads(_read_text(file))
    except json.JSONDecodeError as error:
        raise BadInput(
            f"'{file}' is no JSON: {error.msg} in line {error.lineno}, column {error.colno}. "
            "Mend it there."
        ) from error


def _print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
